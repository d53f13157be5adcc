#!/usr/bin/env bash
# Makes base images on a machine that reaches no image registry: Debian's packages (Prometheus among them), and this machine's JDK
# (with the certificates that it trusts), Node.js and Caddy.
# Needs root and a running Docker. They are for this machine alone. What it has of Maven's and npm's packages goes into the caches of
# builds, which then need not get them again. Prints the variables that docker-compose.split.yml then needs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# shellcheck source=scripts/jdk.sh
. scripts/jdk.sh
scripts/need.sh debootstrap node caddy docker

DOCKER=${DOCKER:-docker}
CERTIFICATES=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

# Imports the tree below $root as image ccproxy-base/$1; the rest of the arguments change its settings.
import() {
    local name=$1
    shift
    tar -C "$root" -c . | "$DOCKER" import "$@" - "ccproxy-base/$name" >/dev/null
    echo "ccproxy-base/$name"
}

# Copies a file and the shared libraries that it needs.
copy_program() {
    cp -L --parents "$1" "$root"
    { ldd "$1" 2>/dev/null || true; } | grep -o '/[^ )]*' | while read -r library; do
        [ -e "$root$library" ] || cp -L --parents "$library" "$root"
    done
}

echo "Debian…" >&2
debootstrap --variant=minbase --include=ca-certificates,curl bookworm "$root" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" >/dev/null
# Of Debian's package the programs alone, without what it would bring along.
chroot "$root" sh -c "apt() { apt-get -qq -o APT::Sandbox::User=root \"\$@\"; } && apt update && apt download prometheus &&
    dpkg -x prometheus_*.deb /package && mv /package/usr/bin/* /usr/bin/ && rm -r /package prometheus_*.deb" >/dev/null
rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/*
# Builds reach what this machine reaches: it may be behind certificates of its own.
cp -L "$CERTIFICATES" "$root/etc/ssl/certs/ca-certificates.crt"

# The volume for what it keeps gets the owner of what it covers.
install -d -o 65534 -g 65534 "$root/prometheus"
prometheus=$(import prometheus)
rm -r "$root/usr/bin/prometheus" "$root/usr/bin/promtool" "$root/prometheus"

copy_program "$(readlink -f "$(command -v caddy)")"
caddy=$(import caddy)
rm -f "$root/usr/bin/caddy"

mkdir -p "$root/opt/java"
cp -rL "$JAVA_HOME" "$root/opt/java/openjdk"
java=$(import java --change "ENV JAVA_HOME=/opt/java/openjdk" --change "ENV PATH=/opt/java/openjdk/bin:/usr/sbin:/usr/bin:/sbin:/bin")
rm -rf "$root/opt/java"

copy_program "$(readlink -f "$(command -v node)")"
npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
mkdir -p "$root/usr/lib/node_modules"
cp -r "$npm" "$root/usr/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/bin/npm"
node=$(import node --change "ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt")

# Puts folder $1 of this machine into the cache that Dockerfiles mount at the same place of root's.
seed() {
    [ -d "$HOME/$1" ] || return 0
    echo "Handing ~/$1 to the builds" >&2
    DOCKER_BUILDKIT=1 "$DOCKER" build -q -f - "$HOME/$1" >/dev/null <<END
FROM $java
RUN --mount=type=bind,target=/here --mount=type=cache,target=/root/$1 cp -r /here/. /root/$1
END
}
seed .m2
seed .npm

echo "export JAVA_IMAGE=$java CADDY_IMAGE=$caddy NODE_IMAGE=$node PROMETHEUS_IMAGE=$prometheus"
