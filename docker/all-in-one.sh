#!/usr/bin/env bash
# What the container that holds everything runs: both services and the gateway. It ends when one of them does, and told to stop
# it lets what is open finish: the gateway first, then the services behind it.
set -euo pipefail

pids=()
service() {
    (
        cd "/app/$1"
        exec java @jvm.options -XX:AOTCache=app.aot -jar quarkus-run.jar
    ) &
    pids+=($!)
}

stop() {
    local pid
    trap - TERM INT
    for pid in "${pids[@]}"; do
        kill -TERM "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
}
trap 'stop; exit 0' TERM INT

# Only proxy-core is reached from outside the container, as port 3001.
caddy run --config /app/all-in-one.caddy --adapter caddyfile &
pids+=($!)
BIND_ADDRESS=0.0.0.0 service proxy-core
BIND_ADDRESS=127.0.0.1 service proxy-data

status=0
wait -n || status=$?
stop
exit "$status"
