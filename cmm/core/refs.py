"""Public references such as CMM-2026-0042: what people say on the telephone and what stands in addresses."""

from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from cmm.core.models import RefCounter


@transaction.atomic
def next_ref(prefix: str) -> str:
    """Take the next free reference of this year; two callers at once never get the same one."""
    year = timezone.localdate().year
    RefCounter.objects.get_or_create(prefix=prefix, year=year)
    RefCounter.objects.filter(prefix=prefix, year=year).update(last=F("last") + 1)
    number = RefCounter.objects.get(prefix=prefix, year=year).last
    return f"{prefix}-{year}-{number:04d}"


@transaction.atomic
def next_refs(prefix: str, number: int) -> list[str]:
    """The next free references of this year, so many at once."""
    year = timezone.localdate().year
    RefCounter.objects.get_or_create(prefix=prefix, year=year)
    RefCounter.objects.filter(prefix=prefix, year=year).update(last=F("last") + number)
    last = RefCounter.objects.get(prefix=prefix, year=year).last
    return [f"{prefix}-{year}-{one:04d}" for one in range(last - number + 1, last + 1)]


def next_pk(model: Any) -> int:
    """A number no row of ``model`` has or will have: for a verb that must speak of a row before it is stored."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s))", [model._meta.db_table, model._meta.pk.column])
        return int(cursor.fetchone()[0])
