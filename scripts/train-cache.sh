#!/usr/bin/env bash
# Runs a built service once, under load for some seconds, to keep what the JVM has loaded, linked and learnt by then in a file
# beside it (JEP 514, 515): with that cache it starts in a third of the time and is quick sooner.
# scripts/train-cache.sh proxy-core [folder of what was built]
# The cache is bound to the place and time stamps of the jars, to the JDK, and to the options of the JVM.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=scripts/jdk.sh
. "$root/scripts/jdk.sh"

service=$1
app=${2:-$root/$service/target/quarkus-app}
work=$(mktemp -d)
pids=()
finish() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap finish EXIT

port=$((20000 + RANDOM % 10000))
upstream=$((port + 1))
rm -f "$app/app.aot"
(
    cd "$work"
    export PORT=$port PROXY_CORE_PORT=$port PROXY_DATA_PORT=$port DB_PATH=$work/data/exchanges.db \
        ANTHROPIC_FORWARD_URL=http://127.0.0.1:$upstream
    exec "$JAVA_HOME/bin/java" @"$root/scripts/jvm.options" -XX:AOTCacheOutput="$app/app.aot" -Xlog:aot=off \
        -jar "$app/quarkus-run.jar"
) >"$work/service.log" 2>&1 &
pid=$!
pids+=("$pid")

if ! "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 "$root/scripts/Rehearsal.java" "$service" "$port" "$upstream" "$pid" 2>"$work/rehearsal.log"; then
    echo "$service could not train its cache, and will start more slowly:" >&2
    tail -n 20 "$work/service.log" "$work/rehearsal.log" >&2
    exit 0
fi
kill "$pid"
wait "$pid" || true
[ -s "$app/app.aot" ] || echo "$service left no cache behind, and will start more slowly." >&2
