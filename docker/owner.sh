#!/bin/sh
# Runs once, when the database folder is new: the login that owns the tables and makes the other logins, and the one
# that copies what the server writes, a right only a superuser gives.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$(cat "$OWNER_PASSWORD_FILE")" \
    --set=backup="$(cat "$BACKUP_PASSWORD_FILE")" --username "${POSTGRES_USER:-postgres}" <<'SQL'
CREATE ROLE cmm_owner LOGIN CREATEROLE CREATEDB NOSUPERUSER NOBYPASSRLS PASSWORD :'password';
CREATE ROLE cmm_backup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS REPLICATION PASSWORD :'backup';
CREATE DATABASE cmm OWNER cmm_owner;
SQL
echo "host replication cmm_backup all scram-sha-256" >> "$PGDATA/pg_hba.conf"
