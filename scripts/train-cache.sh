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
REHEARSAL_SECONDS=300
END_SECONDS=120
work=$(mktemp -d)
pid=
rehearsal=
# Each process gets a group of its own, with what it starts: the JVM writes the cache by another one.
set -m
end_all() {
    for group in $pid $rehearsal; do kill -KILL -- "-$group" 2>/dev/null || true; done
}
finish() {
    end_all
    rm -rf "$work"
}
trap finish EXIT

# Waits for process $1, $2 seconds at most, so that nothing that hangs holds a build up. Ends as that does, or with 124.
await_end() {
    local deadline=$((SECONDS + $2))
    while kill -0 "$1" 2>/dev/null; do
        if [ "$SECONDS" -ge "$deadline" ]; then
            echo "Not over after $2 s." >>"$work/rehearsal.log"
            return 124
        fi
        sleep 0.1
    done
    wait "$1"
}

# An empty one tells that there is none to be had of what is built now.
give_up() {
    end_all
    : >"$app/app.aot"
    echo "$service could not train its cache, and will start more slowly:" >&2
    tail -n 20 "$work/service.log" "$work/rehearsal.log" >&2
    exit 0
}

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

(
    cd "$work"
    exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 "$root/scripts/Rehearsal.java" "$service" "$port" "$upstream" "$pid"
) 2>"$work/rehearsal.log" &
rehearsal=$!
await_end "$rehearsal" "$REHEARSAL_SECONDS" || give_up
kill "$pid" 2>/dev/null || true
await_end "$pid" "$END_SECONDS" || [ "$?" -ne 124 ] || give_up
[ -s "$app/app.aot" ] || give_up
