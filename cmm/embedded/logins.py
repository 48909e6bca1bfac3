"""The register's logins and its database. The owner makes the others, and only the owner owns anything."""

from collections.abc import Callable
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

OWNER = "LOGIN CREATEROLE CREATEDB NOSUPERUSER NOBYPASSRLS"
OWNS_NOTHING = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS"


def make_login(connection: psycopg.Connection, login: str, password: str, rights: str) -> None:
    """``login`` exists and has this password; its rights are given once, when it is made."""
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [login]).fetchone()
    statement = sql.SQL("ALTER ROLE {} PASSWORD {}" if known else "CREATE ROLE {} PASSWORD {} {}")
    connection.execute(statement.format(sql.Identifier(login), sql.Literal(password), sql.SQL(rights)))


def make_database(connection: psycopg.Connection, name: str, owner: str) -> None:
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
        statement = sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(owner))
        connection.execute(statement)


def login_of(address: str) -> tuple[str, str]:
    """User and password of a database address."""
    parts = urlsplit(address)
    return unquote(parts.username or ""), unquote(parts.password or "")


def make_all(address_of: Callable[[str, str], str], database: str) -> None:
    """The owner from the server's own superuser, everything else from the owner."""
    with psycopg.connect(address_of("postgres", "postgres"), autocommit=True) as connection:
        make_login(connection, "cmm_owner", login_of(address_of("cmm_owner", database))[1], OWNER)
    with psycopg.connect(address_of("cmm_owner", "postgres"), autocommit=True) as connection:
        for login in ("cmm_web", "cmm_worker"):
            make_login(connection, login, login_of(address_of(login, database))[1], OWNS_NOTHING)
        make_database(connection, database, "cmm_owner")
