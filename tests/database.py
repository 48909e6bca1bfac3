"""The test database: migrated once by the owner, cloned for each run, used by the web's own login.

Nothing here gives the suite a right the web does not have (house.md section 8.3). Tests that commit are
undone by cloning again, since the web's login may not truncate.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any
from unittest.mock import patch

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.state import ProjectState
from psycopg import sql

SCHEMA_LOCK = 7_206_211
# Of a tree that has changed since, and what was cloned from it.
EARLIER = r"SELECT datname FROM pg_database WHERE datname LIKE 'cmm\_template\_%' OR datname LIKE 'test\_guard%'"
ROOMS = ("cases", "cmm", "identification", "shelters", "reports")
# A campaign that takes a guard away does so in a database of this name, by these statements.
ASIDE: dict[str, Any] = {"name": "", "statements": ()}


def fingerprint() -> str:
    """A hash of everything a migrated, empty database depends on."""
    root = Path(settings.ROOT)
    sources = [root / "cases/code_lists.csv", root / "cmm/core/privileges.py", root / "cmm/core/context.py"]
    sources += [root / "reports/definitions/definitions.csv", root / "reports/definitions/loading.py"]
    sources += [root / "cmm/core/tables.py", root / "cmm/audit/functions.py", root / "cmm/audit/triggers.py"]
    sources += [root / "cmm/audit/proving.py"]  # the log refuses to note these acts without a proof
    sources += sorted(root.glob("cmm/accounts/**/*.py"))
    for room in ROOMS:
        for shape in ("**/scoping.py", "**/*.sql", "**/migrations/*.py", "**/models*.py", "**/models/*.py"):
            sources += sorted((root / room).glob(shape))
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.read_bytes())
    digest.update(f"{settings.CMM_CONTEXT_KEY} {settings.CMM_SYSTEM_KEY}".encode())
    return digest.hexdigest()[:12]


def connect(alias: str, name: str = "postgres") -> psycopg.Connection[Any]:
    """A connection of the login behind ``alias``; to a database nobody tests in, unless one is named."""
    address = connections[alias].settings_dict
    return psycopg.connect(
        host=address["OPTIONS"].get("host") or address["HOST"] or None,
        port=address["PORT"] or None,
        user=address["USER"],
        password=address["PASSWORD"],
        dbname=name,
        autocommit=True,
    )


@contextmanager
def maintenance() -> Iterator[psycopg.Connection[Any]]:
    """The owner's connection, for one test run at a time."""
    with connect("owner") as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [SCHEMA_LOCK])
        yield connection


def show_out(name: str) -> None:
    """End what the web's login still has open on ``name``: threads of a live server outlive their test."""
    with connect("default") as connection:
        ours = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND usename = current_user"
        connection.execute(f"SELECT pg_terminate_backend(pid, 5000) FROM ({ours}) AS open", [name])


def exists(connection: psycopg.Connection[Any], name: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def clone(connection: psycopg.Connection[Any], source: str, target: str) -> None:
    remove(connection, target)
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")  # half the time of going through the log
    connection.execute(statement.format(sql.Identifier(target), sql.Identifier(source)))


def drop(name: str) -> None:
    with maintenance() as connection:
        remove(connection, name)


def remove(connection: psycopg.Connection[Any], name: str) -> None:
    """Everybody's sessions end with it. Those of the server itself, which tidies up there, are waited for."""
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    for patience in range(100, -1, -1):
        try:
            connection.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            if not patience:
                raise
            sleep(0.1)
        else:
            return


def use(name: str) -> None:
    """Point every alias at ``name``."""
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def build_template(name: str) -> None:
    """Migrate a new database as the owner; the name appears only when it is whole."""
    half = f"{name}_half"
    with maintenance() as connection:
        if exists(connection, name):
            return
        for (earlier,) in connection.execute(EARLIER).fetchall():
            remove(connection, earlier)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(half)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(half)))
        use(half)
        with patch.object(ProjectState, "_append_option", appended):
            call_command("migrate", database="owner", verbosity=0, interactive=False)
        use("postgres")
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(rename.format(sql.Identifier(half), sql.Identifier(name)))


def appended(state: ProjectState, app: str, model: str, option: str, one: Any) -> None:
    """A constraint or an index changes no model a migration is given. Django would draw every model near it anew for
    each, which is almost half of the time.
    """
    options = state.models[app, model].options
    options[option] = [*options[option], one]


def fresh(template: str, target: str) -> None:
    """``target`` holds exactly what the template holds, and every alias uses it."""
    use("postgres")
    show_out(target)
    with maintenance() as connection:
        clone(connection, template, target)
    use(target)
    with connect("owner", target) as connection:
        for statement in ASIDE["statements"]:
            connection.execute(statement)
