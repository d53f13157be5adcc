#!/usr/bin/env bash
# Runs a built service once, for some seconds, to keep what the JVM has loaded and linked by then in a file beside it (JEP 514):
# with that cache it starts in a third of the time. scripts/train-cache.sh proxy-core [folder of what was built]
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

# Sends head $2 and body $3 to port $1 and prints the answer's status.
ask() {
    local status=none
    exec 3<>"/dev/tcp/127.0.0.1/$1" || return
    printf '%s\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s' "$2" "${#3}" "$3" >&3
    read -r -t 10 _ status _ <&3 || true
    cat <&3 >/dev/null
    exec 3<&- 3>&-
    echo "$status"
} 2>/dev/null

# Waits until what listens on port $1 is ready, as long as process $2 lives.
await_ready() {
    local deadline=$((SECONDS + 120))
    until [ "$(ask "$1" "GET /health/ready HTTP/1.1" "")" = 200 ]; do
        kill -0 "$2" 2>/dev/null && [ "$SECONDS" -lt "$deadline" ] || return 1
        sleep 0.1
    done
}

port=$((20000 + RANDOM % 10000))
upstream=$((port + 1))
"$JAVA_HOME/bin/jwebserver" -b 127.0.0.1 -p "$upstream" -d "$work" >"$work/upstream.log" 2>&1 &
pids+=($!)
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

if ! await_ready "$port" "$pid"; then
    echo "$service did not come up to train its cache, and will start more slowly:" >&2
    tail -n 20 "$work/service.log" >&2
    exit 0
fi
for _ in 1 2 3 4 5; do
    ask "$port" $'POST /v1/messages?beta=true HTTP/1.1\r\nContent-Type: application/json\r\nX-Api-Key: none' \
        '{"model":"none","messages":[{"role":"user","content":"hello"}]}' >/dev/null || true
done
ask "$port" "GET /health HTTP/1.1" "" >/dev/null || true
ask "$port" "GET /metrics HTTP/1.1" "" >/dev/null || true
kill "$pid"
wait "$pid" || true
[ -s "$app/app.aot" ] || echo "$service left no cache behind, and will start more slowly." >&2
