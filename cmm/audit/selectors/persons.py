"""Who has seen one person: by colleague for the data protection officer, and by day for the person themselves."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import TruncDate

from cmm.audit.enums import Basis
from cmm.audit.models import Reading

NOT_OWN = ~Q(basis__in=[Basis.ASSIGNED, Basis.RESIDENT])
OF_SOMEBODY = ~Q(target_type="")  # a search is the reading of nobody


def readings_about(*, case_ids: Collection[int] = (), refs: Collection[str] = ()) -> QuerySet[Reading]:
    """Every reading of one person: of their cases, and of what was there before a case (inquiries, contacts) by ref."""
    about = Q(case_id__in=case_ids) | Q(case_id__isnull=True, target_ref__in=refs)
    return Reading.objects.filter(about).filter(OF_SOMEBODY).order_by("-at", "-id")


def seen_by(*, case_ids: Collection[int] = (), refs: Collection[str] = ()) -> QuerySet[Any]:
    """For each colleague how often they saw the person, from when to when, what for, and how often as not their own.

    Whoever has moved between organisations stands once for each.
    """
    rows = readings_about(case_ids=case_ids, refs=refs).order_by().values("actor_id", "organisation_id")
    counted: QuerySet[Any] = rows.annotate(
        times=Count("pk"),
        first=Min("at"),
        last=Max("at"),
        purposes=ArrayAgg("purpose", distinct=True),
        not_own=Count("pk", filter=NOT_OWN),
    )
    return counted.order_by("-last", "actor_id", "organisation_id")


@dataclass(frozen=True)
class LookUp:
    """Looks at a person on one day, on one page, for one purpose, as the person may be told of them: never by whom."""

    day: date
    surface: str
    page: str
    purpose: str
    times: int
    first: datetime
    last: datetime


def look_ups(*, case_ids: Collection[int] = (), refs: Collection[str] = ()) -> list[LookUp]:
    """The person's own sheet, latest day first: every look there was stands in exactly one of the lines."""
    rows = readings_about(case_ids=case_ids, refs=refs).order_by()
    grouped = rows.annotate(day=TruncDate("at")).values("day", "surface", "page", "purpose")
    counted = grouped.annotate(times=Count("pk"), first=Min("at"), last=Max("at"))
    return [LookUp(**row) for row in counted.order_by("-day", "first", "page", "surface", "purpose")]
