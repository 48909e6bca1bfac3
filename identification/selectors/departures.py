"""Days of departure, and how long support goes on after them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from cases.enums import CaseStatus
from cases.models import Case
from cmm.accounts.scoping import has_role_permission
from identification.models import Departure, PeriodRule
from identification.rules.periods.support import AfterReturn, after_return
from identification.selectors.periods import keeps_own, legal_versions

MOST = 1_000  # a few dozen a year


@dataclass(frozen=True)
class Left:
    """The day that stands with its clock, if one does, and every day that was recorded, the latest first."""

    standing: Departure | None
    clock: AfterReturn | None
    rows: list[Departure]


def departures_of(user: Any, case: Case) -> Left:
    """In two statements, one where nobody has left."""
    found = Departure.objects.allowed(user).filter(case=case).select_related("recorded_by", "closed_by")
    rows = list(found.order_by("-number")[:50])
    standing = next((row for row in rows if row.is_standing), None)
    return Left(standing, clock_from(standing), rows)


def clock_from(standing: Departure | None) -> AfterReturn | None:
    return after_return(standing.departed_on, legal_versions()) if standing else None


def returns_watched_by(user: Any) -> list[tuple[Departure, AfterReturn]]:
    """Who of the cases ``user`` keeps an eye on has left, the last first, while the case is open: in two statements."""
    if not has_role_permission(user, "cases.set_periods_case"):
        return []
    rows = Departure.objects.allowed(user).standing().exclude(case__status=CaseStatus.CLOSED)
    if keeps_own(user):
        rows = rows.filter(case__caseworker=user.pk)
    left = list(rows.order_by("-departed_on", "-pk")[:MOST])
    versions = legal_versions() if left else []
    return [(row, after_return(row.departed_on, versions)) for row in left]


def departed() -> Subquery:
    """Beside a case: the day of departure that stands, and the months of support of the rule in force that day."""
    rule = PeriodRule.objects.filter(valid_from__lte=OuterRef("departed_on")).order_by("-valid_from")
    rows = Departure.objects.standing().filter(case=OuterRef("pk"))
    months = Subquery(rule.values("support_months")[:1])
    return Subquery(rows.values(found=JSONObject(on="departed_on", months=months))[:1])
