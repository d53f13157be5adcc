#!/usr/bin/env bash
# Builds what is not built, starts proxy-core, proxy-data and Caddy in front of them, and stops them together.
#
# Ports, on BIND_ADDRESS (127.0.0.1): GATEWAY_PORT (3000), PROXY_CORE_PORT or PORT (3001), PROXY_DATA_PORT (3002), and
# PROXY_CORE_STANDBY_PORT (3003) while proxy-core is replaced. Logs go to RUN_DIR (.run).
# Ctrl-C lets open answers finish for up to STOP_SECONDS (10); a second one ends them.
# `make redeploy-core` and `make redeploy-data` replace a service without a request failing: see scripts/redeploy.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# shellcheck source=scripts/jdk.sh
. scripts/jdk.sh
export BIND_ADDRESS=${BIND_ADDRESS:-127.0.0.1}
export GATEWAY_PORT=${GATEWAY_PORT:-3000}
export PROXY_CORE_PORT=${PROXY_CORE_PORT:-${PORT:-3001}}
export PROXY_DATA_PORT=${PROXY_DATA_PORT:-3002}
export PROXY_CORE_STANDBY_PORT=${PROXY_CORE_STANDBY_PORT:-$((PROXY_CORE_PORT + 2))}
export RUN_DIR=${RUN_DIR:-.run}
unset PORT
START_SECONDS=60
STOP_SECONDS=${STOP_SECONDS:-10}

# Each process by the name of its log: the gateway, and one or two of each service.
names=()
hurry=0
# Longer than any drain.
FOR_EVER=86400

say() { printf '%s\n' "$*"; }

# Does something listen on port $1?
listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Does a GET of path $2 on port $1 answer 200?
healthy() {
    local status
    status=$( (exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&3 && head -n 1 <&3) 2>/dev/null) || return 1
    [[ $status == *" 200"* ]]
}

# Prints the process number of $1, and is it alive?
pid() {
    local variable=pid_${1//-/_}
    echo "${!variable:-}"
}
alive() { kill -0 "$(pid "$1")" 2>/dev/null; }

# Runs a command as $1, its output in its own log.
start() {
    local name=$1
    shift
    "$@" >"$RUN_DIR/$name.log" 2>&1 </dev/null &
    echo "$!" >"$RUN_DIR/$name.pid"
    printf -v "pid_${name//-/_}" %s "$!"
    names+=("$name")
    # Its end is told below, not by the shell.
    disown
}

# Runs service $2 as $1, on port $3, from a copy of what is built.
start_service() {
    case $2 in
        proxy-core) start "$1" env PROXY_CORE_PORT="$3" APP_COPY="$RUN_DIR/app/$1" scripts/service.sh "$2" ;;
        proxy-data) start "$1" env PROXY_DATA_PORT="$3" APP_COPY="$RUN_DIR/app/$1" scripts/service.sh "$2" ;;
    esac
}

# Waits until $1 answers on port $2 at path $3.
await() {
    local deadline=$((SECONDS + START_SECONDS))
    until healthy "$2" "$3"; do
        alive "$1" || return 1
        [ "$SECONDS" -lt "$deadline" ] || return 2
        pause 0.1
    done
}

# The same at the start, where it has to work.
await_first() {
    local status=0
    await "$@" || status=$?
    case $status in
        1) fail "$1" "did not start" ;;
        2) fail "$1" "did not answer on port $2 within $START_SECONDS s" ;;
    esac
}

# Sleeps in a way that a signal ends at once.
pause() { sleep "$1" & wait $! || true; }

# Names $1, shows the end of its log, and stops the rest.
fail() {
    tell "$@"
    exit 1
}

# Names $1, and shows the end of its log.
tell() {
    local log="$RUN_DIR/$1.log"
    {
        say "$1 $2. The end of $log:"
        tail -n 20 "$log" | sed 's/^/    /'
    } >&2
}

# Stops the named: asks, waits $1 seconds, and insists.
stop() {
    local name deadline=$((SECONDS + $1))
    shift
    for name in "$@"; do kill -TERM "$(pid "$name")" 2>/dev/null || true; done
    for name in "$@"; do
        while alive "$name"; do
            if [ "$SECONDS" -ge "$deadline" ] || [ "$hurry" = 1 ]; then
                kill -KILL "$(pid "$name")" 2>/dev/null || true
            fi
            pause 0.1
        done
        forget "$name"
    done
}

# $1 is no longer one of those that run.
forget() {
    local name others=()
    for name in ${names[@]+"${names[@]}"}; do [ "$name" = "$1" ] || others+=("$name"); done
    names=(${others[@]+"${others[@]}"})
    rm -f "$RUN_DIR/$1.pid"
}

# The gateway goes first, so that what it has open can finish through the services behind it.
stop_all() {
    local status=$? name behind=()
    trap 'hurry=1' INT TERM
    trap - EXIT
    [ ${#names[@]} -eq 0 ] || say "Stopping…"
    for name in ${names[@]+"${names[@]}"}; do [ "$name" = gateway ] || behind+=("$name"); done
    [ -z "$(pid gateway)" ] || stop "$STOP_SECONDS" gateway
    [ ${#behind[@]} -eq 0 ] || stop "$STOP_SECONDS" "${behind[@]}"
    rm -rf "$RUN_DIR/app" "$RUN_DIR/redeploy" "$RUN_DIR/pid"
    exit "$status"
}

# Puts what is built now in proxy-core's place: another one takes over while the old one finishes what it has begun, for as long
# as it allows itself (DRAIN_TIMEOUT).
redeploy_core() {
    start_service proxy-core-standby proxy-core "$PROXY_CORE_STANDBY_PORT"
    if ! await proxy-core-standby "$PROXY_CORE_STANDBY_PORT" /health/ready; then
        tell proxy-core-standby "did not start, so nothing was replaced"
        stop 0 proxy-core-standby
        return 1
    fi
    # The gateway looks four times a second.
    pause 1
    stop "$FOR_EVER" proxy-core
    start_service proxy-core proxy-core "$PROXY_CORE_PORT"
    await_first proxy-core "$PROXY_CORE_PORT" /health/ready
    pause 1
    stop "$FOR_EVER" proxy-core-standby
}

# Puts what is built now in proxy-data's place. Questions wait at the gateway.
redeploy_data() {
    stop "$FOR_EVER" proxy-data
    start_service proxy-data proxy-data "$PROXY_DATA_PORT"
    await_first proxy-data "$PROXY_DATA_PORT" /health/ready
}

# Does what scripts/redeploy.sh asked for, and says so to it by removing its question.
redeploy() {
    local asked answer=replaced
    asked=$(<"$RUN_DIR/redeploy")
    case $asked in
        proxy-core) redeploy_core || answer=failed ;;
        proxy-data) redeploy_data || answer=failed ;;
        *) answer=failed ;;
    esac
    [ "$answer" = failed ] || say "$asked was replaced."
    echo "$answer" >"$RUN_DIR/redeployed"
    rm -f "$RUN_DIR/redeploy"
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
rm -f "$RUN_DIR/redeploy"

trap stop_all EXIT
trap 'exit 0' INT TERM
echo $$ >"$RUN_DIR/pid"
start_service proxy-core proxy-core "$PROXY_CORE_PORT"
await_first proxy-core "$PROXY_CORE_PORT" /health/ready
start_service proxy-data proxy-data "$PROXY_DATA_PORT"
await_first proxy-data "$PROXY_DATA_PORT" /health/ready
start gateway env XDG_CONFIG_HOME="$RUN_DIR" XDG_DATA_HOME="$RUN_DIR" caddy run --config Caddyfile --adapter caddyfile
await_first gateway "$GATEWAY_PORT" /

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
    for name in ${names[@]+"${names[@]}"}; do
        alive "$name" || fail "$name" "has ended"
    done
    [ ! -e "$RUN_DIR/redeploy" ] || redeploy
    pause 0.5
done
