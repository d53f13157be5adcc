#!/usr/bin/env bash
# Runs a command with a Docker engine at hand: scripts/with-engine.sh docker compose …
# Where none runs and this is root, it starts one of its own, and stops it afterwards. Where no image registry can be reached, it
# makes base images. Where that cannot be done the command runs all the same, and has to say what it leaves out.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

REGISTRY_SECONDS=60
export DOCKER_BUILDKIT=1 COMPOSE_DOCKER_CLI_BUILD=1

answers() { docker info >/dev/null 2>&1; }

start_engine() {
    # Debian's own client, which builds without a plugin that others lack.
    mkdir "$work/bin"
    [ ! -x /usr/bin/docker ] || ln -s /usr/bin/docker "$work/bin/docker"
    export PATH="$work/bin:$PATH" DOCKER_HOST=unix://$work/docker.sock
    dockerd --data-root "$work/data" --exec-root "$work/exec" --pidfile "$work/pid" -H "$DOCKER_HOST" >"$work/log" 2>&1 &
    engine=$!
    for _ in $(seq 300); do
        ! answers || return 0
        kill -0 "$engine" 2>/dev/null || break
        sleep 0.1
    done
    echo "The Docker engine does not start. The end of what it said:" >&2
    tail -n 5 "$work/log" >&2
    return 1
}

# Are there base images, or can they be had?
has_images() {
    [ -n "${JAVA_IMAGE:-}" ] || docker image inspect caddy:2 >/dev/null 2>&1 || timeout "$REGISTRY_SECONDS" docker pull -q caddy:2 >/dev/null 2>&1
}

make_images() {
    local variables
    [ "$(id -u)" -eq 0 ] && variables=$(docker/base-images.sh) && eval "$variables"
}

work=$(mktemp -d)
engine=
finish() {
    if [ -n "$engine" ] && kill "$engine" 2>/dev/null; then wait "$engine"; fi
    rm -rf "$work"
}
trap finish EXIT

# To install one may be to start it.
if answers || { [ "$(id -u)" -eq 0 ] && scripts/need.sh dockerd docker-compose && { answers || start_engine; }; }; then
    has_images || make_images || echo "There is no registry, and base images could not be made." >&2
fi
"$@"
