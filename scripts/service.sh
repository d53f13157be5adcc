#!/usr/bin/env bash
# Runs a service in the foreground: scripts/service.sh proxy-core [option of the JVM…]
# With its cache of loaded classes, where scripts/train-cache.sh made one for what is built now. Where APP_COPY names a folder,
# it runs from a copy there, so that building anew does not take the files away from under it.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=scripts/jdk.sh
. "$root/scripts/jdk.sh"

app=$root/$1/target/quarkus-app
if [ -n "${APP_COPY:-}" ]; then
    rm -rf "$APP_COPY"
    mkdir -p "$(dirname "$APP_COPY")"
    # With the times of the files, by which the cache knows them.
    cp -a "$app" "$APP_COPY"
    app=$APP_COPY
    unset APP_COPY
fi
options=(@"$root/scripts/jvm.options")
if [ -s "$app/app.aot" ] && [ "$app/app.aot" -nt "$app/quarkus-run.jar" ] && [ "$app/app.aot" -nt "$root/scripts/jvm.options" ]; then
    options+=("-XX:AOTCache=$app/app.aot")
fi
exec "$JAVA_HOME/bin/java" "${options[@]}" "${@:2}" -jar "$app/quarkus-run.jar"
