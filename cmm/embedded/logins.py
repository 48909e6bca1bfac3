"""The register's logins and its database. The owner makes the others, and only the owner owns anything.

``python -m cmm.embedded.logins`` does the owner's part on a real server, from the addresses in the environment.
"""

from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from cmm.settings import environment
from cmm.start import in_one_line

OWNER = "LOGIN CREATEROLE CREATEDB NOSUPERUSER NOBYPASSRLS"
OTHERS = ("DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_DESTRUCTION_URL")
OWNS_NOTHING = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS"
# Copies what the server writes, and can change none of it. Only a superuser gives this right.
COPIES = f"{OWNS_NOTHING} REPLICATION"


def make_login(maker: str, address: str, rights: str) -> None:
    """The login of ``address`` exists and has its password; its rights are given once, when it is made."""
    parts = urlsplit(address)
    login, password = unquote(parts.username or ""), unquote(parts.password or "")
    with psycopg.connect(maker, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [login]).fetchone()
        statement = sql.SQL("ALTER ROLE {} PASSWORD {}") if known else sql.SQL("CREATE ROLE {} PASSWORD {} {}")
        connection.execute(statement.format(sql.Identifier(login), sql.Literal(password), sql.SQL(rights)))


def make_database(owner: str, name: str) -> None:
    with psycopg.connect(owner, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def main() -> None:
    with in_one_line():
        owner, *others = (environment.address(name) for name in ("DATABASE_OWNER_URL", *OTHERS))
        for address in others:
            make_login(owner, address, OWNS_NOTHING)


if __name__ == "__main__":
    main()
