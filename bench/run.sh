#!/usr/bin/env bash
# Builds what is measured and measures it: figures on standard output, progress on standard error.
set -euo pipefail
cd "$(dirname "$0")/.."

JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java

./mvnw -q -B -pl bench,proxy-core -am -DskipTests package
exec "$JAVA" -Xms1g -Xmx2g -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
    -cp 'bench/target/classes:bench/target/lib/*' dev.ccproxy.bench.Bench "$@"
