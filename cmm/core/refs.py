"""Public references such as CMM-2026-0042: what people say on the telephone and what stands in addresses."""

from typing import Any

from django.db import connection
from django.utils import timezone

TAKE = """
INSERT INTO core_refcounter AS counter (prefix, year, last) VALUES (%s, %s, %s)
ON CONFLICT (prefix, year) DO UPDATE SET last = counter.last + excluded.last RETURNING last
"""


def next_ref(prefix: str) -> str:
    """Take the next free reference of this year; two callers at once never get the same one."""
    return next_refs(prefix, 1)[0]


def next_refs(prefix: str, many: int) -> list[str]:
    """The next ``many`` free references of this year, in their order. The counter's row is held until the commit."""
    year = timezone.localdate().year
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [prefix, year, many])
        (last,) = cursor.fetchone()
    return [f"{prefix}-{year}-{number:04d}" for number in range(last - many + 1, last + 1)]


def next_pk(model: Any) -> int:
    """A number no row of ``model`` has or will have: for a verb that must speak of a row before it is stored."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s))", [model._meta.db_table, model._meta.pk.column])
        return int(cursor.fetchone()[0])
