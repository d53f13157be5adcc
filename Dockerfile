# Everything in one container, for one docker run:
#   docker build -t claude-code-proxy . && docker run -p 127.0.0.1:3000:3000 -e PUBLISHED_ADDRESS=127.0.0.1 -v record:/data claude-code-proxy
# Ports: 3000 the gateway, 3001 proxy-core itself, 5173 the gateway again, where the dashboard used to be.
# A site with certificates of its own hands them to the build: --secret id=ca,src=… (PEM) --secret id=cacerts,src=… (Java's).
ARG JAVA_IMAGE=eclipse-temurin:25
ARG NODE_IMAGE=node:22
ARG CADDY_IMAGE=caddy:2

FROM ${NODE_IMAGE} AS dashboard
WORKDIR /src
COPY dashboard/package.json dashboard/package-lock.json ./
RUN --mount=type=cache,target=/root/.npm --mount=type=secret,id=ca \
    if [ -f /run/secrets/ca ]; then export NODE_EXTRA_CA_CERTS=/run/secrets/ca; fi; \
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error
COPY dashboard ./
RUN npm run --silent build && npm sbom --omit=dev --sbom-format cyclonedx > dist.cdx.json

FROM ${CADDY_IMAGE} AS caddy

FROM ${JAVA_IMAGE} AS build
WORKDIR /src
# Both services, so that either image finds this done where the other was made before.
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY common-model common-model
COPY messages messages
COPY configuration configuration
COPY exchange-store exchange-store
COPY test-fixtures test-fixtures
COPY proxy-core proxy-core
COPY proxy-data proxy-data
COPY bench/pom.xml bench/pom.xml
RUN --mount=type=cache,target=/root/.m2 --mount=type=secret,id=ca --mount=type=secret,id=cacerts \
    if [ -f /run/secrets/ca ]; then export CURL_CA_BUNDLE=/run/secrets/ca; fi; \
    if [ -f /run/secrets/cacerts ]; then export MAVEN_OPTS=-Djavax.net.ssl.trustStore=/run/secrets/cacerts; fi; \
    ./mvnw -B -ntp -q -T 1C -pl proxy-core,proxy-data -am package -Dmaven.test.skip

# The same as in docker/Dockerfile.proxy-core and docker/Dockerfile.proxy-data, word by word: what was made there is found here.
FROM build AS proxy-core
COPY scripts/jdk.sh scripts/jvm.options scripts/train-cache.sh scripts/Rehearsal.java scripts/
RUN mkdir /app && cp -a proxy-core/target/quarkus-app /app/proxy-core && cp -a scripts/jvm.options /app/proxy-core/ \
    && find /app -exec touch -d 2000-01-01 {} + \
    && scripts/train-cache.sh proxy-core /app/proxy-core && rm -f /app/proxy-core/quarkus-app-dependencies.txt \
    && cp -a proxy-core/target/*-cyclonedx.json /app/proxy-core/sbom.cdx.json

FROM build AS proxy-data
COPY scripts/jdk.sh scripts/jvm.options scripts/train-cache.sh scripts/Rehearsal.java scripts/
RUN mkdir /app && cp -a proxy-data/target/quarkus-app /app/proxy-data && cp -a scripts/jvm.options /app/proxy-data/ \
    && find /app -exec touch -d 2000-01-01 {} + \
    && scripts/train-cache.sh proxy-data /app/proxy-data && rm -f /app/proxy-data/quarkus-app-dependencies.txt \
    && cp -a proxy-data/target/*-cyclonedx.json /app/proxy-data/sbom.cdx.json

FROM ${JAVA_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Claude Code Proxy" \
      org.opencontainers.image.description="A transparent, recording gateway for Claude Code" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      dev.ccproxy.sbom="/app/proxy-core/sbom.cdx.json /app/proxy-data/sbom.cdx.json /srv/sbom.cdx.json"
RUN install -d -o 10001 -g 10001 -m 700 /data
COPY --from=caddy /usr/bin/caddy /usr/bin/caddy
COPY docker/all-in-one.sh docker/all-in-one.caddy docker/gateway.caddy docker/server.caddy /app/
COPY --from=dashboard /src/dist /srv/dashboard
COPY --from=dashboard /src/dist.cdx.json /srv/sbom.cdx.json
COPY --from=proxy-core /app/proxy-core /app/proxy-core
COPY --from=proxy-data /app/proxy-data /app/proxy-data
ENV DB_PATH=/data/exchanges.db DASHBOARD_ROOT=/srv/dashboard PUBLISHED_ADDRESS=0.0.0.0 \
    XDG_CONFIG_HOME=/tmp XDG_DATA_HOME=/tmp
USER 10001:10001
EXPOSE 3000 3001 5173
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=2s --timeout=3s --start-period=120s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/3000 && printf 'GET /health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["bash", "/app/all-in-one.sh"]
