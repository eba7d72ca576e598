#!/usr/bin/env bash
# A PostgreSQL server of its own on loopback, for tests and benchmarks: `tools/postgres.sh start` prints the address of a server with
# no data, `tools/postgres.sh stop` takes it away again. Installed from Debian where it is missing.
set -euo pipefail
PORT="${DRAGOMAN_POSTGRES_PORT:-54329}"
PLACE="${TMPDIR:-/tmp}/dragoman-postgres-$PORT"

as_owner() {  # PostgreSQL refuses to run as root
    if [ "$(id -u)" = 0 ]; then su postgres -s /bin/bash -c "$1"; else bash -c "$1"; fi
}

programs() {
    ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1
}

case "${1:-}" in
start)
    if [ -z "$(programs)" ]; then
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql; } >&2
    fi
    bin="$(programs)"
    "$0" stop
    mkdir -p "$PLACE"
    if [ "$(id -u)" = 0 ]; then chown postgres "$PLACE"; fi
    as_owner "'$bin/initdb' -D '$PLACE/data' -A trust -U dragoman -E UTF8 --locale=C.UTF-8 --no-sync" >/dev/null
    as_owner "'$bin/pg_ctl' -D '$PLACE/data' -l '$PLACE/log' -w -o '-p $PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories=$PLACE -c fsync=off' start" >/dev/null
    echo "postgresql://dragoman@127.0.0.1:$PORT/postgres"
    ;;
stop)
    if [ -d "$PLACE/data" ]; then
        as_owner "'$(programs)/pg_ctl' -D '$PLACE/data' -m immediate stop" >/dev/null 2>&1 || true
        rm -rf "$PLACE"
    fi
    ;;
*)
    echo "usage: tools/postgres.sh start|stop" >&2
    exit 2
    ;;
esac
