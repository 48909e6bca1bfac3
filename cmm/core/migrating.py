"""Rows under row-level security, touched by a migration."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connections, migrations, transaction
from psycopg.errors import DeadlockDetected, LockNotAvailable

from cmm.core.context import Context, acting


def touching(statement: str, *, every: str) -> migrations.RunPython:
    """The migration runs ``statement`` as the system, and stops unless it touched as many rows as ``every`` counts.

    ``every`` is a condition with its table: ``"cases_case WHERE region = ''"``. It is read before the statement runs.
    """
    return migrations.RunPython(counted(statement, every), migrations.RunPython.noop)


ALTERED = re.compile(r'\bALTER TABLE (?:ONLY )?"?(\w+)"?', re.I)
REFERRED = re.compile(r'\bREFERENCES "?(\w+)"?', re.I)
FORCED = "SELECT relname FROM pg_class WHERE relforcerowsecurity AND relname = ANY(%s) ORDER BY 1"


# How long a migration may wait for a table, and how long one statement may take.
SECONDS, LONGEST = 1, 16
LOCKS, STATEMENTS = f"{SECONDS}s", "5min"
TRIES, PAUSE = 40, 0.5
BESIDE = re.compile(r'^\s*(?:CREATE (?:UNIQUE )?|DROP )INDEX CONCURRENTLY (?:IF (?:NOT )?EXISTS )?"?(\w+)"?', re.I)
HALF = """SELECT 1 FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE relname = %s AND NOT indisvalid"""


def unhurried(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """For ``execute_wrapper``: an index made beside the work of others stops nobody, and may wait for all of them.

    What an earlier try left half-made is taken away first.
    """
    named = BESIDE.match(str(sql))
    if not named:
        return execute(sql, params, many, context)
    with context["connection"].cursor() as cursor:
        cursor.execute("SET lock_timeout = 0; SET statement_timeout = 0")
        cursor.execute(HALF, [named[1]])
        if cursor.fetchone() and str(sql).lstrip().upper().startswith("CREATE"):
            cursor.execute(f'DROP INDEX CONCURRENTLY "{named[1]}"')
        answer = execute(sql, params, many, context)
        cursor.execute(f"SET lock_timeout = '{LOCKS}'; SET statement_timeout = '{STATEMENTS}'")
    return answer


def in_turn(using: str, work: Callable[[], Any]) -> None:
    """``work`` in a transaction of its own, again until nobody is in its way: all that waits for a table is this.

    Where every page takes longer than it would wait, it waits longer by and by, or it would never be done.
    """
    for tried in range(TRIES):
        try:
            with transaction.atomic(using=using), connections[using].cursor() as cursor:
                if wait := SECONDS * 2 ** (tried // 4) if tried >= 4 else 0:
                    cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{min(wait, LONGEST)}s"])
                work()
        except OperationalError as error:
            if tried == TRIES - 1 or not somebody_was_there(error):
                raise
            time.sleep(PAUSE)
        else:
            return


def somebody_was_there(error: BaseException) -> bool:
    """Whether the statement failed because somebody else used its table."""
    return isinstance(error.__cause__, LockNotAvailable | DeadlockDetected)


def referring(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """For ``execute_wrapper``: a new reference to closed rows is held against all of them.

    PostgreSQL checks it by a statement of the owner's, which a policy would have made smaller. For as long as that
    takes the owner is not bound, in the same transaction: whatever fails leaves every table as closed as it was.
    """
    text = str(sql)
    named = {*ALTERED.findall(text), *REFERRED.findall(text)} if REFERRED.search(text) else set()
    if not named:
        return execute(sql, params, many, context)
    connection = context["connection"]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(FORCED, [sorted(named)])
        tables = [table for (table,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
        answer = execute(sql, params, many, context)
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    return answer


def counted(statement: str, every: str) -> Callable[[Any, Any], None]:
    def run(_apps: Any, editor: Any) -> None:
        with seeing(editor) as cursor:
            cursor.execute(f"SELECT count(*) FROM {every}")  # noqa: S608 -- a migration's own words
            wanted = cursor.fetchone()[0]
            cursor.execute(statement)
            if cursor.rowcount != wanted:
                raise RuntimeError(f"{cursor.rowcount} rows were touched, and {wanted} ought to be: {statement}")

    return run


@contextmanager
def seeing(editor: Any) -> Iterator[Any]:
    """A cursor of the migration for which, and beside which, every row is there, as for the system."""
    alias = editor.connection.alias
    with transaction.atomic(using=alias), editor.connection.cursor() as cursor:
        cursor.execute("SET LOCAL row_security = on")
        with acting(Context(None, "migration"), using=alias):
            yield cursor
        cursor.execute("SET LOCAL row_security = off")
