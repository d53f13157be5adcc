# Sourced by whatever starts Java: sets JAVA_HOME to a JDK of the version that the project needs, or stops with one line.
# shellcheck shell=bash

JDK_WANTED=25

# Prints the feature version of the JDK in folder $1; fails where there is none.
jdk_version() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Prints the first JDK that is new enough: JAVA_HOME, the folders that package managers use, and the PATH.
find_jdk() {
    local folder version javac
    javac=$(command -v javac || true)
    [ -z "$javac" ] || javac=$(dirname "$(dirname "$(readlink -f "$javac" 2>/dev/null || echo "$javac")")")
    for folder in "${JAVA_HOME:-}" \
        /usr/lib/jvm/*"$JDK_WANTED"* /usr/local/*jdk*"$JDK_WANTED"* /opt/*jdk*"$JDK_WANTED"* /opt/java/openjdk \
        "$HOME"/.sdkman/candidates/java/"$JDK_WANTED"* "$HOME"/.jdks/*"$JDK_WANTED"* \
        /Library/Java/JavaVirtualMachines/*"$JDK_WANTED"*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/lib/jvm/* "$javac"; do
        [ -n "$folder" ] || continue
        version=$(jdk_version "$folder") || continue
        if [ "${version:-0}" -ge "$JDK_WANTED" ]; then
            echo "$folder"
            return
        fi
    done
    return 1
}

JAVA_HOME=$(find_jdk) || {
    echo "No JDK $JDK_WANTED found: install one (for example Eclipse Temurin $JDK_WANTED) and set JAVA_HOME to its folder." >&2
    exit 1
}
export JAVA_HOME
