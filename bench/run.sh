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
case "${1:-}" in
    --store) bench store.StoreBench "${@:2}" ;;
    --index) bench store.IndexBench "${@:2}" ;;
    --data) bench data.DataBench "${@:2}" ;;
    *)
        bench Bench "$@"
        [ $# -gt 0 ] || { bench store.StoreBench && bench store.IndexBench && bench data.DataBench; }
        ;;
esac
