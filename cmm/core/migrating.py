"""Rows under row-level security, touched by a migration."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import migrations, transaction

from cmm.core.context import Context, acting


def touching(statement: str, *, every: str) -> migrations.RunPython:
    """The migration runs ``statement`` as the system, and stops unless it touched as many rows as ``every`` counts.

    ``every`` is a condition with its table: ``"cases_case WHERE region = ''"``. It is read before the statement runs.
    """
    return migrations.RunPython(counted(statement, every), migrations.RunPython.noop)


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
