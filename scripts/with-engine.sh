#!/usr/bin/env bash
# Runs a command with a Docker engine at hand: scripts/with-engine.sh make test
# Where none runs and this is root, it starts one of its own, makes base images for it (no registry is asked), and stops it
# afterwards. Where that cannot be done the command runs all the same, and says what it leaves out.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

if docker info >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ] || ! scripts/need.sh dockerd docker-compose debootstrap; then
    exec "$@"
fi

work=$(mktemp -d)
engine=
finish() {
    if [ -n "$engine" ] && kill "$engine" 2>/dev/null; then wait "$engine"; fi
    rm -rf "$work" 2>/dev/null
}
trap finish EXIT

# Debian's own client, which builds without a plugin that others lack.
mkdir "$work/bin"
[ ! -x /usr/bin/docker ] || ln -s /usr/bin/docker "$work/bin/docker"
export PATH="$work/bin:$PATH"
export DOCKER_HOST=unix://$work/docker.sock DOCKER_BUILDKIT=1 COMPOSE_DOCKER_CLI_BUILD=1
dockerd --data-root "$work/data" --exec-root "$work/exec" --pidfile "$work/pid" -H "$DOCKER_HOST" >"$work/log" 2>&1 &
engine=$!
for _ in $(seq 300); do
    docker info >/dev/null 2>&1 && break
    kill -0 "$engine" 2>/dev/null || break
    sleep 0.1
done
if docker info >/dev/null 2>&1; then
    variables=$(docker/base-images.sh) && eval "$variables"
else
    echo "The Docker engine does not start. The end of what it said:" >&2
    tail -n 5 "$work/log" >&2
fi
"$@"
