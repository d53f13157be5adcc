# `make help` lists the targets.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1

MVN := . scripts/jdk.sh && ./mvnw -B -ntp

CORE_JAR := proxy-core/target/quarkus-app/quarkus-run.jar
DATA_JAR := proxy-data/target/quarkus-app/quarkus-run.jar
# The caches of loaded classes: whatever packages a service drops its own.
CORE_CACHE := $(dir $(CORE_JAR))app.aot
DATA_CACHE := $(dir $(DATA_JAR))app.aot
TRAINING := scripts/train-cache.sh scripts/Rehearsal.java scripts/jvm.options
RECORD := $(or $(DB_PATH),data/exchanges.db)
COPY = $(RECORD:.db=)-$(shell date +%Y%m%d-%H%M%S).db
RECORD_FILE := $(JAVA) -cp 'proxy-core/target/quarkus-app/lib/main/*' dev.ccproxy.store.sqlite.RecordFile
PAGES := dashboard/dist/index.html
SHARED_SOURCES := pom.xml $(shell find common-model messages configuration exchange-store \( -path '*/src/main/*' -o -name pom.xml \) -type f)
CORE_SOURCES := $(SHARED_SOURCES) $(shell find proxy-core \( -path '*/src/main/*' -o -name pom.xml \) -type f)
DATA_SOURCES := $(SHARED_SOURCES) $(shell find proxy-data \( -path '*/src/main/*' -o -name pom.xml \) -type f)
PAGE_SOURCES := $(shell find dashboard \( -name node_modules -o -name dist -o -name test-results \) -prune -o -type f -print)

DASHBOARD_PACKAGES := dashboard/node_modules/.package-lock.json
E2E_PACKAGES := e2e/node_modules/.package-lock.json
SCRIPTS := .ci/run run-split.sh $(shell find scripts bench docker -name '*.sh')

##@ Run

help: ## List the targets
	@awk 'BEGIN { FS = ":.*## " } /^##@ / { printf "\n%s\n", substr($$0, 5) } /^[a-z][a-z-]*:.*## / { printf "  %-18s %s\n", $$1, $$2 }' Makefile

dev: ## Build what is not built and run everything: Claude Code's address is http://localhost:3000
	@./run-split.sh

dev-split: dev ## The same as dev

run-proxy-core: build-proxy-core ## Run proxy-core alone, on port 3001
	@exec scripts/service.sh proxy-core

run-proxy-data: build-proxy-data ## Run proxy-data alone, on port 3002
	@exec scripts/service.sh proxy-data

run-web: $(DASHBOARD_PACKAGES) ## Run the dashboard with hot reload, on port 5173 (WEB_PORT)
	@cd dashboard && npm run dev

redeploy-core: ## Replace proxy-core by what is built now, of make dev or of the containers; no request fails
	@scripts/redeploy.sh proxy-core

redeploy-data: ## The same for proxy-data
	@scripts/redeploy.sh proxy-data

##@ Build

install: $(DASHBOARD_PACKAGES) $(E2E_PACKAGES) ## Install what building and testing need: system packages and npm's
	@scripts/need.sh node caddy chromium shellcheck git

build: ## Build everything
	@$(MVN) package -Dmaven.test.skip
	@$(MAKE) $(PAGES)

build-proxy-core: $(CORE_CACHE) ## Build proxy-core where its sources are newer

build-proxy-data: $(DATA_CACHE) ## Build proxy-data where its sources are newer

build-split: $(CORE_CACHE) $(DATA_CACHE) $(PAGES) ## Build what make dev runs: both services and the dashboard

$(CORE_JAR): $(CORE_SOURCES)
	@echo "Building proxy-core"
	@$(MVN) -q -pl proxy-core -am package -Dmaven.test.skip

$(DATA_JAR): $(DATA_SOURCES)
	@echo "Building proxy-data"
	@$(MVN) -q -pl proxy-data -am package -Dmaven.test.skip

$(CORE_CACHE): $(CORE_JAR) $(TRAINING)
	@scripts/train-cache.sh proxy-core

$(DATA_CACHE): $(DATA_JAR) $(TRAINING)
	@scripts/train-cache.sh proxy-data

$(PAGES): $(PAGE_SOURCES) | $(DASHBOARD_PACKAGES)
	@echo "Building the dashboard"
	@cd dashboard && npm run --silent build

%/node_modules/.package-lock.json: %/package-lock.json
	@scripts/need.sh node
	@echo "Installing the npm packages of $*"
	@cd $* && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

##@ Check

# Containers come last: the networks that they bring and take are a change of network to every browser.
test: install check test-java test-dashboard test-e2e test-containers ## Install what tests need and run everything: this is what CI runs

test-java: ## Run the Java tests
	@echo "== Java"
	@$(MVN) -T 1C verify

test-dashboard: $(DASHBOARD_PACKAGES) ## Run the dashboard's tests, with a browser too
	@echo "== Dashboard"
	@cd dashboard && npm test && npm run e2e

test-e2e: $(E2E_PACKAGES) build-split ## Run the real client and the official SDK through everything
	@echo "== End to end"
	@. scripts/jdk.sh && cd e2e && npm test

test-containers: $(E2E_PACKAGES) ## Build the images and try the compose file, where there is a Docker engine or root may start one
	@echo "== Containers"
	@scripts/with-engine.sh npm --prefix e2e run test:containers

redeploy-test: $(E2E_PACKAGES) build-split ## Replace services under load as often as it takes: 50 times proxy-data, 10 times proxy-core
	@. scripts/jdk.sh && cd e2e && REDEPLOYS_OF_DATA=$${REDEPLOYS_OF_DATA:-50} REDEPLOYS_OF_CORE=$${REDEPLOYS_OF_CORE:-10} node --test redeploy.test.mjs
	@REDEPLOYS_OF_DATA=$${REDEPLOYS_OF_DATA:-50} REDEPLOYS_OF_CORE=$${REDEPLOYS_OF_CORE:-10} scripts/with-engine.sh npm --prefix e2e run test:containers

soak: $(E2E_PACKAGES) build-split ## An hour of steady load (SOAK_MINUTES): memory and file descriptors stay where they are
	@. scripts/jdk.sh && cd e2e && node --test soak/soak.mjs

fuzz: ## Try the translator and the parser of event streams with random input for ten minutes (FUZZ_MINUTES)
	@$(MVN) -q -pl proxy-core -am test -Dtest=LongFuzzing -Dsurefire.failIfNoSpecifiedTests=false -Dfuzz.minutes=$${FUZZ_MINUTES:-10}

check: $(DASHBOARD_PACKAGES) $(E2E_PACKAGES) ## Formatting, compiler checks, linters, and whether the docs tell the truth
	@echo "== Checks"
	@scripts/need.sh shellcheck
	@shellcheck -x $(SCRIPTS)
	@node --test e2e/docs.test.mjs
	@cd e2e && npm run --silent check
	@cd dashboard && npm run --silent check
	@$(MVN) -q -T 1C spotless:check test-compile
	@$(MAKE) audit

audit: $(CORE_JAR) $(DATA_JAR) ## Compare all dependencies with the list of known vulnerabilities
	@node scripts/audit.mjs

fmt: $(DASHBOARD_PACKAGES) $(E2E_PACKAGES) ## Format all sources
	@$(MVN) -q spotless:apply
	@cd e2e && npm run --silent fmt
	@cd dashboard && npm run --silent fmt

bench: ## Measure speed and memory beside other proxies
	@bench/run.sh

bench-dashboard: $(DASHBOARD_PACKAGES) ## Measure how quick the dashboard is with large requests, long conversations and lists, in a browser
	@cd dashboard && npm run --silent bench

screenshots: $(DASHBOARD_PACKAGES) ## Take pictures of every page of the dashboard, in both themes
	@cd dashboard && npm run --silent screenshots

##@ The record

backup: $(CORE_JAR) ## Copy the record (DB_PATH) while it is in use, to COPY=file or a file beside it named by the time
	@$(RECORD_FILE) backup $(RECORD) $(COPY)

verify: $(CORE_JAR) ## Check the record (DB_PATH): its structure, and every body against its SHA-256
	@$(RECORD_FILE) verify $(RECORD)

db-reset: ## Delete the record (DB_PATH, else data/exchanges.db)
	@scripts/db-reset.sh

##@ Tidy

clean: ## Remove everything that was built
	@$(MVN) -q clean
	@rm -rf .run dashboard/dist dashboard/node_modules e2e/node_modules

.PHONY: $(shell sed -n 's/^\([a-z][a-z-]*\):.*\#\# .*/\1/p' Makefile)
