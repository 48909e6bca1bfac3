"""What this room counts for the yearly report. The unit is the person; withholding is the report's matter."""

from collections import Counter
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, ExtractMonth, NullIf

from cases.enums import AgeBand
from identification.models import StatusDecision

UNKNOWN = AgeBand.UNKNOWN.value
DIMENSIONS = ("sex", "age", "form", "citizenship", "authority", "month")


def figures(year: int) -> dict[str, Any]:
    """Persons assessed and persons identified in ``year``: three statements, whatever the year holds.

    A person counts once a year, by the first positive decision that nothing since has set aside.
    ``identified_again`` says how many of them count in an earlier year too, by another case.
    """
    rows = list(identified(year).values("victim", *DIMENSIONS))
    return {
        "year": year,
        "assessed": assessed(year),
        "identified": len(rows),
        "identified_again": identified_again(year),
        "by": {dimension: dict(sorted(Counter(row[dimension] for row in rows).items())) for dimension in DIMENSIONS},
    }


def assessed(year: int) -> int:
    """Persons about whom anything was decided in ``year``."""
    decided = StatusDecision.objects.filter(decided_on__year=year)
    return decided.order_by().values("case__victim").distinct().count()


def identified(year: int) -> QuerySet[StatusDecision]:
    """The decision each person is counted by in ``year``, with the codes it is counted under."""
    form = F("assessment__exploitation_form__code")
    counted_as = NullIf("assessment__exploitation_form__statistics_code", Value(""))
    # Where a court or a body of appeal decided there is no assessment, and the decision says it itself.
    ruled = (NullIf("exploitation_form__statistics_code", Value("")), F("exploitation_form__code"))
    one_each = counting(year).order_by("case__victim", "decided_on", "pk").distinct("case__victim")
    counted: QuerySet[StatusDecision] = StatusDecision.objects.filter(pk__in=one_each.values("pk")).annotate(
        victim=F("case__victim"),
        sex=F("case__victim__sex"),
        age=Coalesce("assessment__age_band", "age_band"),
        form=Coalesce(counted_as, form, *ruled, Value(UNKNOWN)),
        citizenship=Coalesce(NullIf("case__victim__citizenship", Value("")), Value(UNKNOWN)),
        month=ExtractMonth("decided_on"),
    )
    return counted


def counting(year: int) -> QuerySet[StatusDecision]:
    rows: QuerySet[StatusDecision] = StatusDecision.objects.identifying().filter(decided_on__year=year)
    return rows


def identified_again(year: int) -> int:
    """Persons of ``year`` who were identified in an earlier year as well."""
    earlier = StatusDecision.objects.identifying().filter(
        case__victim=OuterRef("case__victim"), decided_on__year__lt=year
    )
    return counting(year).filter(Exists(earlier)).order_by().values("case__victim").distinct().count()
