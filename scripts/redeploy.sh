#!/usr/bin/env bash
# Replaces a service by what is built now, and no request fails: scripts/redeploy.sh proxy-core
# On this machine where run-split.sh runs (make dev), else in the containers of docker-compose.split.yml.
set -euo pipefail
cd "$(dirname "$0")/.."

service=$1
RUN_DIR=${RUN_DIR:-.run}

if [ -r "$RUN_DIR/pid" ] && kill -0 "$(<"$RUN_DIR/pid")" 2>/dev/null; then
    make "build-$service"
    rm -f "$RUN_DIR/redeployed"
    echo "$service" >"$RUN_DIR/redeploy.new"
    mv "$RUN_DIR/redeploy.new" "$RUN_DIR/redeploy"
    while [ -e "$RUN_DIR/redeploy" ]; do
        kill -0 "$(<"$RUN_DIR/pid")" 2>/dev/null || break
        sleep 0.1
    done
    [ "$(cat "$RUN_DIR/redeployed" 2>/dev/null)" = replaced ] || {
        echo "$service was not replaced: run-split.sh tells why." >&2
        exit 1
    }
    exit 0
fi

# shellcheck source=scripts/compose.sh
. scripts/compose.sh
compose build "$service"
case $service in
    proxy-core)
        # The one that waits gets the new image first. While it stands in, the other one finishes what it has begun.
        compose up -d --no-deps proxy-core-standby
        await_healthy proxy-core-standby
        compose up -d --no-deps proxy-core
        await_healthy proxy-core
        ;;
    proxy-data)
        compose up -d --no-deps proxy-data
        await_healthy proxy-data
        ;;
esac
