#!/usr/bin/env bash
# Builds what is not built, starts proxy-core, proxy-data and Caddy in front of them, and stops them together.
#
# Ports, all on loopback: GATEWAY_PORT (3000), PROXY_CORE_PORT or PORT (3001), PROXY_DATA_PORT (3002).
# Logs go to RUN_DIR (.run). Ctrl-C lets open answers finish for up to STOP_SECONDS (10); a second one ends them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# shellcheck source=scripts/jdk.sh
. scripts/jdk.sh
export GATEWAY_PORT=${GATEWAY_PORT:-3000}
export PROXY_CORE_PORT=${PROXY_CORE_PORT:-${PORT:-3001}}
export PROXY_DATA_PORT=${PROXY_DATA_PORT:-3002}
unset PORT
RUN_DIR=${RUN_DIR:-.run}
START_SECONDS=60
STOP_SECONDS=${STOP_SECONDS:-10}

names=()
pids=()

say() { printf '%s\n' "$*"; }

# Does something listen on port $1?
listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Does a GET of path $2 on port $1 answer 200?
healthy() {
    local status
    status=$( (exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&3 && head -n 1 <&3) 2>/dev/null) || return 1
    [[ $status == *" 200"* ]]
}

alive() { kill -0 "${pids[$1]}" 2>/dev/null; }

# Runs a command as service $1, its output in its own log.
start() {
    local name=$1
    shift
    "$@" >"$RUN_DIR/$name.log" 2>&1 </dev/null &
    echo "$!" >"$RUN_DIR/$name.pid"
    pids+=("$!")
    names+=("$name")
    # Its end is told below, not by the shell.
    disown
}

# Waits until the service started last answers on port $1 at path $2.
await() {
    local index=$((${#pids[@]} - 1)) deadline=$((SECONDS + START_SECONDS))
    until healthy "$1" "$2"; do
        alive "$index" || fail "$index" "did not start"
        [ "$SECONDS" -lt "$deadline" ] || fail "$index" "did not answer on port $1 within $START_SECONDS s"
        pause 0.1
    done
}

# Sleeps in a way that a signal ends at once.
pause() { sleep "$1" & wait $! || true; }

# Names service number $1, shows the end of its log, and stops the rest.
fail() {
    local log="$RUN_DIR/${names[$1]}.log"
    {
        say "${names[$1]} $2. The end of $log:"
        tail -n 20 "$log" | sed 's/^/    /'
    } >&2
    exit 1
}

# Stops the services given by number: asks, waits, and insists after STOP_SECONDS.
stop() {
    local index deadline=$((SECONDS + STOP_SECONDS))
    for index in "$@"; do kill -TERM "${pids[$index]}" 2>/dev/null || true; done
    for index in "$@"; do
        while alive "$index"; do
            if [ "$SECONDS" -ge "$deadline" ] || [ "$hurry" = 1 ]; then
                kill -KILL "${pids[$index]}" 2>/dev/null || true
            fi
            pause 0.1
        done
    done
}

# The gateway goes first, so that what it has open can finish through the services behind it.
stop_all() {
    local status=$? index last=$((${#pids[@]} - 1)) behind=()
    hurry=0
    trap 'hurry=1' INT TERM
    trap - EXIT
    [ "$last" -lt 0 ] || say "Stopping…"
    for index in 2 1 0; do
        [ "$index" -le "$last" ] || continue
        if [ "${names[$index]}" = gateway ]; then stop "$index"; else behind+=("$index"); fi
    done
    [ ${#behind[@]} -eq 0 ] || stop "${behind[@]}"
    exit "$status"
}

scripts/need.sh caddy make
make --no-print-directory build-split
for port in "$GATEWAY_PORT" "$PROXY_CORE_PORT" "$PROXY_DATA_PORT"; do
    if listening "$port"; then
        say "Port $port is taken: stop what listens there, or choose another by GATEWAY_PORT, PROXY_CORE_PORT or PROXY_DATA_PORT." >&2
        exit 1
    fi
done
mkdir -p "$RUN_DIR"

trap stop_all EXIT
trap 'exit 0' INT TERM
start proxy-core scripts/service.sh proxy-core
await "$PROXY_CORE_PORT" /health/ready
start proxy-data scripts/service.sh proxy-data
await "$PROXY_DATA_PORT" /health/ready
start gateway env XDG_CONFIG_HOME="$RUN_DIR" XDG_DATA_HOME="$RUN_DIR" caddy run --config Caddyfile --adapter caddyfile
await "$GATEWAY_PORT" /

cat <<END

Claude Code Proxy is up.

  dashboard    http://localhost:$GATEWAY_PORT
  proxy-core   http://localhost:$PROXY_CORE_PORT
  proxy-data   http://localhost:$PROXY_DATA_PORT
  logs         $RUN_DIR/

Point Claude Code at it:

  export ANTHROPIC_BASE_URL=http://localhost:$GATEWAY_PORT

Ctrl-C stops everything.
END

while :; do
    for index in "${!pids[@]}"; do
        alive "$index" || fail "$index" "has ended"
    done
    pause 0.5
done
