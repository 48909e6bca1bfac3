"""The work of a Socialtilsyn: what lapses, what has, where to go, what to ask after. No person in any of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from shelters.models import Approval, Finding, Inspection, Locality, Shelter
from shelters.rules.supervision import HOLDING, LAPSES_SOON

LISTED = 50  # of each list; a Socialtilsyn that has more begins with the first


@dataclass(frozen=True)
class Listed:
    """The first rows of a list, and whether there are more."""

    rows: Sequence[Any]
    more: bool

    def __len__(self) -> int:
        return len(self.rows)


def listed(rows: QuerySet[Any]) -> Listed:
    found = list(rows[: LISTED + 1])
    return Listed(found[:LISTED], len(found) > LISTED)


def work_of(user: Any, day: date) -> dict[str, Listed]:
    """The lists of the inspector's page. Four statements."""
    return {
        "lapsed": listed(lapsed(user, day)),
        "lapsing": listed(lapsing(user, day)),
        "overdue": listed(to_follow_up(user)),
        "planned": listed(planned(user)),
    }


def lapsing(user: Any, day: date) -> QuerySet[Approval]:
    """Decisions of the user's authority that end within ninety days, and that nothing takes over from."""
    after = Approval.objects.filter(shelter=OuterRef("shelter"), status__in=HOLDING)
    after = after.filter(in_force__startswith=OuterRef("in_force__endswith"))
    rows = Approval.objects.allowed(user, "change").holding_on(day).filter(status__in=HOLDING)
    soon = rows.filter(~Exists(after), in_force__endswith__lte=day + LAPSES_SOON, shelter__active=True)
    return soon.select_related("shelter").order_by("in_force__endswith", "shelter__name", "pk")  # type: ignore[no-any-return]


def lapsed(user: Any, day: date) -> QuerySet[Shelter]:
    """Houses in use that no decision lets receive anybody: of the user's authority, and those nobody has decided of."""
    decided = Approval.objects.filter(shelter=OuterRef("pk"), in_force__startswith__lte=day)
    latest = decided.order_by("-valid_from", "-pk")
    holding = decided.filter(in_force__contains=day, status__in=HOLDING)
    rows = Shelter.objects.allowed(user).active().filter(~Exists(holding))
    rows = rows.annotate(
        last_authority=Subquery(latest.values("organisation")[:1]),
        last_status=Subquery(latest.values("status")[:1]),
        last_until=Subquery(latest.values("in_force__endswith")[:1]),
    )
    ours = Q(last_authority=user.organisation_id) | Q(last_authority__isnull=True)
    return rows.filter(ours).order_by(F("last_until").asc(nulls_last=True), "name", "pk")  # type: ignore[no-any-return]


def planned(user: Any) -> QuerySet[Inspection]:
    rows = Inspection.objects.allowed(user, "change").to_come()
    return rows.select_related("shelter").order_by("planned_on", "pk")  # type: ignore[no-any-return]


def to_follow_up(user: Any) -> QuerySet[Finding]:
    """What houses have still to do, the longest overdue first. What was corrected is asked after no more."""
    rows = Finding.objects.allowed(user, "change").filter(due_on__isnull=False, followed_at__isnull=True)
    open_ones = rows.filter(corrected_by__isnull=True).select_related("inspection__shelter", "theme")
    return open_ones.order_by("due_on", "pk")  # type: ignore[no-any-return]


def approvals_of(user: Any, shelter: Shelter) -> QuerySet[Approval]:
    """The decisions of a house ``user`` may read, the latest first."""
    rows = Approval.objects.allowed(user).filter(shelter=shelter).select_related("organisation", "recorded_by")
    return rows.order_by("-valid_from", "-pk")  # type: ignore[no-any-return]


def inspections_of(user: Any, shelter: Shelter) -> QuerySet[Inspection]:
    """The visits of a house ``user`` may read, the latest first."""
    rows = Inspection.objects.allowed(user).filter(shelter=shelter).select_related("organisation")
    return rows.order_by("-planned_on", "-pk")  # type: ignore[no-any-return]


def findings_of(user: Any, inspection: Inspection) -> QuerySet[Finding]:
    rows = Finding.objects.allowed(user).filter(inspection=inspection)
    rows = rows.select_related("theme", "recorded_by", "followed_by", "corrects", "corrected_by")
    return rows.order_by("number")  # type: ignore[no-any-return]


def locality_of(user: Any, shelter: Shelter) -> Locality | None:
    rows = Locality.objects.allowed(user).filter(shelter=shelter).select_related("municipality")
    return rows.first()  # type: ignore[no-any-return]


def in_force_of(user: Any, shelter: Shelter, day: date) -> Approval | None:
    """The decision of the user's authority that is in force, or the next one to be."""
    rows = Approval.objects.allowed(user, "change").during(DateRange(day, None)).filter(shelter=shelter)
    return rows.order_by("valid_from").first()  # type: ignore[no-any-return]
