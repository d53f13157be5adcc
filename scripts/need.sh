#!/usr/bin/env bash
# Makes sure that programs are there: need.sh caddy node …
# What is missing is installed through the system's package manager, after saying so; where that cannot be done, one line
# per program tells what to install.
set -euo pipefail

NODE_WANTED=20.19

# Is program $1 there, and new enough?
have() {
    case $1 in
        node) command -v npm && printf '%s\n' "$NODE_WANTED" "$(node -p process.versions.node 2>/dev/null)" | sort -C -V ;;
        chromium) command -v chromium || command -v chromium-browser || command -v google-chrome || [ -d "/Applications/Google Chrome.app" ] ;;
        *) command -v "$1" ;;
    esac >/dev/null
}

# The name that package manager $1 has for program $2.
package() {
    case $1:$2 in
        apt-get:dockerd | apt-get:docker) echo docker.io ;;
        apk:dockerd | dnf:dockerd | pacman:dockerd) echo docker ;;
        apt-get:node | apk:node | pacman:node) echo "nodejs npm" ;;
        dnf:node) echo nodejs ;;
        dnf:shellcheck) echo ShellCheck ;;
        brew:chromium) echo "--cask google-chrome" ;;
        *) echo "$2" ;;
    esac
}

# Prints the package manager that this user can install with, if there is one.
manager() {
    local candidate
    if command -v brew >/dev/null; then
        echo brew
        return
    fi
    for candidate in apt-get dnf pacman apk; do
        command -v "$candidate" >/dev/null || continue
        if [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null || { [ -t 0 ] && command -v sudo >/dev/null; }; then
            echo "$candidate"
        fi
        return
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Installs the packages $2… with package manager $1.
install_with() {
    local manager=$1
    shift
    case $manager in
        apt-get)
            as_root apt-get update -q || true
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
            ;;
        dnf) as_root dnf install -y "$@" ;;
        pacman) as_root pacman -S --noconfirm --needed "$@" ;;
        apk) as_root apk add "$@" ;;
        brew) brew install "$@" ;;
    esac
}

missing=()
for program in "$@"; do
    have "$program" || missing+=("$program")
done
[ ${#missing[@]} -gt 0 ] || exit 0

manager=$(manager)
if [ -n "$manager" ]; then
    packages=()
    for program in "${missing[@]}"; do
        read -ra names <<<"$(package "$manager" "$program")"
        packages+=("${names[@]}")
    done
    echo "Missing: ${missing[*]}. Installing with $manager: ${packages[*]}"
    install_with "$manager" "${packages[@]}" >/dev/null || true
fi

hash -r
failed=0
for program in "${missing[@]}"; do
    have "$program" && continue
    failed=1
    case $program in
        node) echo "Node.js $NODE_WANTED or newer is needed, with npm: install it from https://nodejs.org and try again." >&2 ;;
        *) echo "$program is needed and could not be installed: install it and try again." >&2 ;;
    esac
done
exit "$failed"
