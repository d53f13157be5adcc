#!/usr/bin/env bash
# Builds what is measured and measures it: figures on standard output, progress on standard error.
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=scripts/jdk.sh
. scripts/jdk.sh

make --no-print-directory build-proxy-core build-proxy-data
./mvnw -q -B -ntp -pl bench -am -Dmaven.test.skip package
bench() {
    "$JAVA_HOME/bin/java" -Xms1g -Xmx2g -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
        -cp 'bench/target/classes:bench/target/lib/*' "dev.ccproxy.bench.$1" "${@:2}"
}
# Kills a process that records, this many times, and checks what is on record after each.
kills() {
    ./mvnw -q -B -ntp -pl exchange-store -am test -Dtest=CrashTest -Dsurefire.failIfNoSpecifiedTests=false -Dccproxy.kills="$1" >&2
    printf '\n## Kills\n\nKilled %s times while it recorded: the database was sound, and all that was promised was there, byte for byte.\n' "$1"
}
case "${1:-}" in
    --kills) kills "${2:-1000}" ;;
    --store) bench store.StoreBench "${@:2}" ;;
    --index) bench store.IndexBench "${@:2}" ;;
    --data) bench data.DataBench "${@:2}" ;;
    *)
        bench Bench "$@"
        [ $# -gt 0 ] || { bench store.StoreBench && bench store.IndexBench && bench data.DataBench && kills 1000; }
        ;;
esac
