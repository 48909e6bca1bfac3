"""Who has seen whom: for pages about one case, for the data protection officer, and for the person themselves."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from cmm.audit.enums import Basis, Operation, Purpose, Surface
from cmm.audit.models import Change, Reading

CASE = "cases_case"


def readings(
    *, case_id: int | None = None, actor_id: int | None = None, day: date | None = None, **exact: str
) -> QuerySet[Reading]:
    """Readings newest first, narrowed by whatever is given; ``exact`` by surface, basis or purpose."""
    chosen: dict[str, Any] = {"case_id": case_id, "actor_id": actor_id} | exact
    rows = Reading.objects.filter(**{key: value for key, value in chosen.items() if value})
    if day:
        start = timezone.make_aware(datetime.combine(day, time.min))
        rows = rows.filter(at__gte=start, at__lt=start + timedelta(days=1))
    return rows.order_by("-at", "-id")


def readings_about(*, case_ids: Collection[int] = (), refs: Collection[str] = ()) -> QuerySet[Reading]:
    """Every reading of one person: of their cases, and of what was there before a case (inquiries, contacts) by ref."""
    about = Q(case_id__in=case_ids) | Q(case_id__isnull=True, target_ref__in=refs)
    return Reading.objects.filter(about).exclude(target_type="").order_by("-at", "-id")


def openings_of(case_id: int, since: datetime) -> dict[str, int]:
    """By how many persons a case was opened, and how often, with the page it is open on now; lists do not count.

    A number for those who see the case: who they were, only the data protection officer reads.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT persons, times FROM sec.openings(%s, %s)", [case_id, since])
        return dict(zip(("persons", "times"), cursor.fetchone() or (0, 0), strict=True))


def opened_by(actor_id: int, since: datetime) -> QuerySet[Reading]:
    """The pages of cases somebody has opened."""
    return Reading.objects.filter(actor_id=actor_id, surface=Surface.PAGE, case_id__isnull=False, at__gte=since)


def case_called(ref: str) -> int | None:
    """The number of the case with this ref, as the log of changes knows it; None where there never was one."""
    added = Change.objects.filter(table_name=CASE, operation=Operation.INSERT, case_ref=ref)
    number = added.values_list("row_id", flat=True).first()
    return int(number) if number else None


def refs_of(rows: Collection[Reading]) -> dict[int, str]:
    """The refs of the cases in ``rows``, as the log of changes knows them, in one statement."""
    numbers = {str(row.case_id) for row in rows if row.case_id}
    added = Change.objects.filter(table_name=CASE, operation=Operation.INSERT, row_id__in=numbers)
    return {int(row_id): ref for row_id, ref in added.values_list("row_id", "case_ref")}


@dataclass(frozen=True)
class LookUp:
    """One look at a person's case as the person may be told of it: when and what for, and never by whom."""

    at: datetime
    purpose: Purpose
    surface: Surface
    page: str


def look_ups(*, case_ids: Collection[int] = (), refs: Collection[str] = ()) -> list[LookUp]:
    """The person's own sheet, latest first: every look there was."""
    rows = readings_about(case_ids=case_ids, refs=refs).values_list("at", "purpose", "surface", "page")
    return [LookUp(at, Purpose(purpose), Surface(surface), page) for at, purpose, surface, page in rows]


def patterns(since: datetime) -> QuerySet[Any]:
    """For each user how many cases they saw, how many times, and how many of them were not their own."""
    seen = Reading.objects.filter(at__gte=since, case_id__isnull=False).values("actor_id")
    not_own = ~Q(basis__in=[Basis.ASSIGNED, Basis.RESIDENT])
    counted: QuerySet[Any] = seen.annotate(
        cases=Count("case_id", distinct=True),
        times=Count("pk"),
        not_own=Count("case_id", distinct=True, filter=not_own),
    )
    return counted.order_by("-not_own", "actor_id")
