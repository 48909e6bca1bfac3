#!/bin/sh
# Runs once, when the database folder is new: the login that owns the tables and makes the other logins.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$OWNER_PASSWORD" --username "${POSTGRES_USER:-postgres}" <<'SQL'
CREATE ROLE cmm_owner LOGIN CREATEROLE CREATEDB NOSUPERUSER NOBYPASSRLS PASSWORD :'password';
CREATE DATABASE cmm OWNER cmm_owner;
SQL
