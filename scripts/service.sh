#!/usr/bin/env bash
# Runs a service in the foreground: scripts/service.sh proxy-core [option of the JVM…]
# With its cache of loaded classes, where scripts/train-cache.sh made one for what is built now.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=scripts/jdk.sh
. "$root/scripts/jdk.sh"

app=$root/$1/target/quarkus-app
options=(@"$root/scripts/jvm.options")
if [ "$app/app.aot" -nt "$app/quarkus-run.jar" ] && [ "$app/app.aot" -nt "$root/scripts/jvm.options" ]; then
    options+=("-XX:AOTCache=$app/app.aot")
fi
exec "$JAVA_HOME/bin/java" "${options[@]}" "${@:2}" -jar "$app/quarkus-run.jar"
