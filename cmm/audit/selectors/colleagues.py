"""What colleagues have seen: one of them, person by person, and all of them, in numbers."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, Count, F, Max, Min, Q, QuerySet, Value, When

from cmm.audit.enums import Basis, Surface
from cmm.audit.models import Reading
from cmm.audit.selectors.persons import NOT_OWN, OF_SOMEBODY

DAY_BEGINS, DAY_ENDS = 7, 18  # o'clock, on working days
OUT_OF_HOURS = Q(at__hour__lt=DAY_BEGINS) | Q(at__hour__gte=DAY_ENDS) | Q(at__iso_week_day__gte=6)


def opened_by(actor_id: int, since: datetime) -> QuerySet[Reading]:
    """The pages of cases somebody has opened."""
    return Reading.objects.filter(actor_id=actor_id, surface=Surface.PAGE, case_id__isnull=False, at__gte=since)


def persons_seen(actor_id: int, since: datetime) -> QuerySet[Any]:
    """Each person somebody has seen, latest first: by the case's number, or before a case by ``before``, the ref."""
    rows = Reading.objects.filter(OF_SOMEBODY, actor_id=actor_id, at__gte=since)
    before = Case(When(case_id__isnull=True, then=F("target_ref")), default=Value(""))
    counted: QuerySet[Any] = (
        rows.annotate(before=before)
        .values("case_id", "before")
        .annotate(
            times=Count("pk"),
            first=Min("at"),
            last=Max("at"),
            purposes=ArrayAgg("purpose", distinct=True),
            not_own=Count("pk", filter=NOT_OWN),
        )
    )
    return counted.order_by("-last", "case_id", "before")


def patterns(since: datetime, until: datetime) -> QuerySet[Any]:
    """For each user what they saw in a period: cases, looks at somebody, cases not their own, looks out of hours, cases
    by emergency access, and searches.
    """
    seen = Reading.objects.filter(at__gte=since, at__lt=until, actor_id__isnull=False).values("actor_id")
    counted: QuerySet[Any] = seen.annotate(
        cases=Count("case_id", distinct=True),
        times=Count("pk", filter=OF_SOMEBODY),
        not_own=Count("case_id", distinct=True, filter=NOT_OWN),
        odd_hours=Count("pk", filter=OF_SOMEBODY & OUT_OF_HOURS),
        glasses=Count("case_id", distinct=True, filter=Q(basis=Basis.GLASS)),
        searches=Count("pk", filter=Q(criterion_id__isnull=False)),
    )
    return counted.order_by("-not_own", "actor_id")
