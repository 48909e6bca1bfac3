"""The coordinator's page: who has how much, what nobody has or nobody touches, and who covers for whom."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import BooleanField, Count, ExpressionWrapper, Min, Q
from django.utils import timezone

from cases.enums import CaseStatus
from cases.models import Case, Changeover, Task
from cases.selectors import caseworkers
from cases.selectors.caseload import covers_of_day, offers_waiting, stalled
from cmm.accounts.models import Cover
from identification.selectors.periods import Running, open_periods

SHOWN = 30
MOST = 200  # colleagues with cases


@dataclass(frozen=True)
class Load:
    """What one colleague has; of nobody's cases the name is empty."""

    pk: int | None
    name: str
    active: int
    stalled: int
    quietest: Any
    overdue: int
    clocks: int
    deadline: date | None
    cover: Cover | None


@dataclass(frozen=True)
class Resting:
    """A case that nobody has, or that stands still."""

    case: Case
    is_stalled: bool


@dataclass(frozen=True)
class Rest:
    """For how many days a case with a status may rest."""

    status: CaseStatus
    days: int


def loads(user: Any, today: date) -> list[Load]:
    """Each colleague who can have cases and everybody who has one, in order of their names; nobody's cases last."""
    cases = figures(user, today)
    late = overdue(user, today)
    clocks = [one for one in open_periods(user, own=False) if one.is_running]
    covers = {cover.absent_id: cover for cover in covers_of_day(user.organisation_id)[:MOST]}
    running = Counter(holder_of(one) for one in clocks)
    names = dict(caseworkers(user.organisation_id).values_list("pk", "name")[:MOST])
    names |= {row["caseworker"]: row["caseworker__name"] or "" for row in cases.values()}
    return [
        Load(
            pk=pk,
            name=name,
            active=cases.get(pk, {}).get("active", 0),
            stalled=cases.get(pk, {}).get("still", 0),
            quietest=cases.get(pk, {}).get("quietest"),
            overdue=late.get(pk, 0),
            clocks=running[pk],
            deadline=nearest([one for one in clocks if holder_of(one) == pk]),
            cover=covers.get(pk),
        )
        for pk, name in sorted(names.items(), key=lambda one: one[0] is None)
    ]


def figures(user: Any, today: date) -> dict[int | None, Any]:
    """The open cases of each contact person: how many, how many stand still, and since when the longest untouched."""
    rows = Case.objects.allowed(user).open().values("caseworker", "caseworker__name")
    still = Count("pk", filter=stalled(today))
    counted = rows.annotate(active=Count("pk"), still=still, quietest=Min("touched_at")).order_by("caseworker__name")
    return {row["caseworker"]: row for row in counted[:MOST]}


def overdue(user: Any, today: date) -> dict[int, int]:
    """How many tasks of each colleague have passed their day."""
    rows = Task.objects.allowed(user, "write_journal").filter(ended_at__isnull=True, due_on__lt=today)
    return dict(rows.order_by().values_list("assignee").annotate(Count("pk"))[:MOST])


def holder_of(running: Running) -> int | None:
    holder: int | None = running.period.case.caseworker_id
    return holder


def nearest(clocks: list[Running]) -> date | None:
    days = [one.clock.deadline for one in clocks if one.clock and one.clock.deadline]
    return min(days, default=None)


def resting(user: Any, today: date) -> list[Resting]:
    """What nobody has and what stands still, the longest untouched first."""
    still = stalled(today)
    rows = Case.objects.allowed(user).open().filter(Q(caseworker__isnull=True) | still)
    marked = rows.annotate(still=ExpressionWrapper(still, BooleanField())).select_related("victim", "caseworker")
    return [Resting(case, case.still) for case in marked.order_by("touched_at", "ref")[:SHOWN]]


def offers(user: Any) -> list[Changeover]:
    return list(offers_waiting(user)[:SHOWN])


def rests() -> list[Rest]:
    """The rule by which a case stands still, for whoever reads the page."""
    return [Rest(CaseStatus(status), days) for status, days in settings.CMM_STALLED_DAYS.items()]


def caseload(user: Any) -> dict[str, Any]:
    """Everything the page shows."""
    today = timezone.localdate()
    rows = loads(user, today)
    return {
        "today": today,
        "loads": rows,
        "busiest": max([row.active for row in rows], default=1),
        "resting": resting(user, today),
        "offers": offers(user),
        "rests": rests(),
        "source": settings.CMM_STALLED_SOURCE,
    }
