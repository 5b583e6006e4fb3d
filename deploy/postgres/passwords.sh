#!/bin/sh
# Sets the passwords of the roles from roles.sql when compose.yaml creates a new database.
set -eu
psql --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "$POSTGRES_DB" \
  --set owner="$POSTGRES_PASSWORD" --set server="$CONSOLE_PASSWORD" <<'SQL'
alter role console_owner password :'owner';
alter role console_server password :'server';
SQL
