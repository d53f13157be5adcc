#!/usr/bin/env bash
# Deletes the record at DB_PATH. Refuses while proxy-core runs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

port=${PROXY_CORE_PORT:-${PORT:-3001}}
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    echo "Something listens on port $port: stop Claude Code Proxy first." >&2
    exit 1
fi
record=${DB_PATH:-data/exchanges.db}
rm -fv "$record" "$record"-wal "$record"-shm "$record"-lock "$record"-writer-*
