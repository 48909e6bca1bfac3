"""The table of definitions says what the file says, after every migrate: new versions are added, and no row changes."""

from dataclasses import asdict, fields
from typing import Any

from django.db import connections

from reports.definitions.reading import BrokenDefinition, Given, read_definitions

COLUMNS = [field.name for field in fields(Given)]
ADD = (
    f"INSERT INTO reports_definition ({', '.join(COLUMNS)}, loaded_at)"  # noqa: S608 -- our own columns
    f" VALUES ({', '.join(f'%({name})s' for name in COLUMNS)}, now()) ON CONFLICT (code, version) DO NOTHING"
)


def keep_definitions(*, using: str, **_kwargs: Any) -> None:
    if using == "owner":
        load(read_definitions(), using=using)


def load(given: list[Given], *, using: str) -> None:
    """Add what is not there. A version that says something else than its row is refused: it needs a number of its own.

    Where the table does not stand yet, the migration that goes back has taken it away.
    """
    with connections[using].cursor() as cursor:
        if "reports_definition" not in connections[using].introspection.table_names(cursor):
            return
        cursor.executemany(ADD, [asdict(one) for one in given])
        cursor.execute(f"SELECT {', '.join(COLUMNS)} FROM reports_definition")  # noqa: S608 -- names of our own columns
        kept = {(row[0], row[1]): Given(*row) for row in cursor.fetchall()}
    if changed := [one for one in given if kept[one.code, one.version] != one]:
        raise BrokenDefinition(f"{changed[0].code} {changed[0].version} is in use and cannot change")
