"""Old and new values are destroyed: afterwards nothing of them can be read or guessed, and the chain still holds."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import connections, transaction

from cmm.core.context import Context, enter


def destroy_history(*, actor: Any, rows: Mapping[str, Collection[int]], reason: str, using: str = "destruction") -> int:
    """Destroy what every change of these rows (keys by table) held. Returns how many changes that were.

    ``actor`` is a data protection officer, or None where the system does it when the time has come. ``using`` is a
    connection of the only login that may; what it leaves of each is a row that says so.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        enter(Context(getattr(actor, "pk", None), reason), using=using)
        return sum(destroyed(cursor, table, keys) for table, keys in rows.items())


def destroy_criteria(*, actor: Any, before: datetime, reason: str, using: str = "destruction") -> int:
    """Destroy what was searched for before a moment; that somebody searched, and how many were shown, stays."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        enter(Context(getattr(actor, "pk", None), reason), using=using)
        cursor.execute(
            "DELETE FROM audit_criterion WHERE id IN (SELECT criterion_id FROM audit_reading WHERE at < %s)", [before]
        )
        return int(cursor.rowcount)


def destroyed(cursor: Any, table: str, keys: Collection[int]) -> int:
    cursor.execute(
        "DELETE FROM audit_history WHERE change_id IN"
        " (SELECT id FROM audit_change WHERE table_name = %s AND row_id = ANY(%s))",
        [table, [str(key) for key in keys]],
    )
    return int(cursor.rowcount)
