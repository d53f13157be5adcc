# Sourced by what works with the containers of docker-compose.split.yml (or COMPOSE_FILE): Compose, in whichever of its two
# versions is there.
# shellcheck shell=bash

DOCKER=${DOCKER:-docker}
export COMPOSE_FILE=${COMPOSE_FILE:-docker-compose.split.yml}
export DOCKER_BUILDKIT=1 COMPOSE_DOCKER_CLI_BUILD=1

compose() {
    if "$DOCKER" compose version >/dev/null 2>&1; then
        "$DOCKER" compose "$@"
    elif command -v docker-compose >/dev/null; then
        docker-compose "$@"
    else
        echo "Docker Compose is needed: install docker-compose." >&2
        return 1
    fi
}

# Waits until the container of service $1 is healthy.
await_healthy() {
    local container deadline=$((SECONDS + 120))
    until container=$(compose ps -q "$1") && [ "$("$DOCKER" inspect -f '{{.State.Health.Status}}' "$container")" = healthy ]; do
        if [ "$SECONDS" -ge "$deadline" ]; then
            echo "$1 is not healthy. The end of what it said:" >&2
            compose logs --tail=20 "$1" >&2
            return 1
        fi
        sleep 0.2
    done
}
