"""Readings, newest first, and how the log knows a case."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from cmm.audit.enums import Operation
from cmm.audit.models import Change, Reading

CASE = "cases_case"


def readings(
    *,
    case_id: int | None = None,
    actor_id: int | None = None,
    day: date | None = None,
    since: datetime | None = None,
    **exact: str,
) -> QuerySet[Reading]:
    """Readings newest first, narrowed by whatever is given; ``exact`` by surface, basis or purpose."""
    chosen: dict[str, Any] = {"case_id": case_id, "actor_id": actor_id} | exact
    rows = Reading.objects.filter(**{key: value for key, value in chosen.items() if value})
    if since:
        rows = rows.filter(at__gte=since)
    if day:
        start = timezone.make_aware(datetime.combine(day, time.min))
        rows = rows.filter(at__gte=start, at__lt=start + timedelta(days=1))
    return rows.order_by("-at", "-id")


def openings_of(case_id: int, since: datetime) -> dict[str, int]:
    """By how many persons a case was opened, and how often, with the page it is open on now; lists do not count.

    A number for those who see the case: who they were, only the data protection officer reads.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT persons, times FROM sec.openings(%s, %s)", [case_id, since])
        return dict(zip(("persons", "times"), cursor.fetchone() or (0, 0), strict=True))


def case_called(ref: str) -> int | None:
    """The number of the case with this ref, as the log of changes knows it; None where there never was one."""
    added = Change.objects.filter(table_name=CASE, operation=Operation.INSERT, case_ref=ref)
    number = added.values_list("row_id", flat=True).first()
    return int(number) if number else None


def refs_of(case_ids: Iterable[int | None]) -> dict[int, str]:
    """The refs of cases by their numbers, as the log of changes knows them, in one statement."""
    numbers = {str(number) for number in case_ids if number}
    added = Change.objects.filter(table_name=CASE, operation=Operation.INSERT, row_id__in=numbers)
    return {int(row_id): ref for row_id, ref in added.values_list("row_id", "case_ref")}
