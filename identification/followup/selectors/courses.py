"""What comes after the decision in one case: the plan, the return, the criminal cases and the claims."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from cases.models import Case
from identification.followup.enums import OVER, ReturnState
from identification.followup.models import Claim, CriminalEvent, PreparedReturn, ReturnEvent, SupportItem
from identification.followup.rules.returns import Happened, Month, months_of, next_month, state_of
from identification.models import Departure
from identification.rules.periods import after_return
from identification.selectors.periods import legal_versions

MOST = 300


@dataclass(frozen=True)
class Left:
    """The day somebody left, if they have, and for how many months they are supported after it."""

    on: date | None
    months: int
    until: date | None


@dataclass(frozen=True)
class Line:
    """A line of the support plan as it stands, and what it said before, the latest first."""

    item: SupportItem
    before: list[SupportItem]


@dataclass(frozen=True)
class Proceeding:
    """One of the person's criminal cases, with what happened in it."""

    number: int
    events: list[CriminalEvent]
    withdrawn: list[CriminalEvent]

    @property
    def latest(self) -> CriminalEvent | None:
        return self.events[-1] if self.events else None


@dataclass(frozen=True)
class Return:
    """The prepared return: where it stands, what happened, and which months are followed up."""

    head: PreparedReturn | None
    before: list[PreparedReturn]
    events: list[ReturnEvent]
    withdrawn: list[ReturnEvent]
    left: Left
    state: ReturnState
    months: list[Month]

    @property
    def next_month(self) -> Month | None:
        return next_month(self.months)

    @property
    def has_begun(self) -> bool:
        return bool(self.head or self.before or self.events or self.withdrawn or self.left.on)


@dataclass(frozen=True)
class Courses:
    """All of it, as far as its reader may see."""

    running: list[Line]
    over: list[Line]
    struck: list[SupportItem]
    returning: Return
    proceedings: list[Proceeding]
    claims: list[Claim]
    old_claims: list[Claim]


def courses_of(user: Any, case: Case, *, works: bool) -> Courses:
    """Whoever does not work in the case reads the return and the criminal cases alone."""
    lines = support_lines(user, case) if works else []
    claims = list(rows_of(Claim, user, case, "write_journal").order_by("number")[:MOST]) if works else []
    return Courses(
        running=[line for line in lines if line.item.is_standing and line.item.status not in OVER],
        over=[line for line in lines if line.item.is_standing and line.item.status in OVER],
        struck=[line.item for line in lines if not line.item.is_standing],
        returning=return_of(user, case),
        proceedings=proceedings(rows_of(CriminalEvent, user, case).select_related("district")[:MOST]),
        claims=[claim for claim in claims if claim.is_standing],
        old_claims=[claim for claim in claims if not claim.is_standing],
    )


def rows_of(model: Any, user: Any, case: Case, action: str = "view") -> Any:
    """Every row, standing or not, with who entered and who closed it."""
    return model.objects.allowed(user, action).filter(case=case).select_related("recorded_by", "closed_by")


def support_lines(user: Any, case: Case) -> list[Line]:
    """In the order of their themes, those that were withdrawn among them."""
    rows = rows_of(SupportItem, user, case, "write_journal").select_related("recorded_by", "closed_by", "theme")
    ordered = list(rows.order_by("theme__position", "line", "-number")[:MOST])
    lines = [list(group) for _line, group in groupby(ordered, key=lambda row: row.line)]
    by_line: dict[int, list[SupportItem]] = {}
    for group in lines:  # a line may have gone to another theme
        by_line.setdefault(group[0].line, []).extend(group)
    whole = [sorted(group, key=lambda row: -row.number) for group in by_line.values()]
    return [Line(group[0], group[1:]) for group in whole]


def return_of(user: Any, case: Case) -> Return:
    events = list(rows_of(ReturnEvent, user, case).order_by("happened_on", "number")[:MOST])
    standing = [row for row in events if row.is_standing]
    left, marks = departure_of(case), happened(standing)
    plans = list(rows_of(PreparedReturn, user, case).order_by("-number")[:MOST])
    return Return(
        head=next((plan for plan in plans if plan.is_standing), None),
        before=[plan for plan in plans if not plan.is_standing],
        events=standing,
        withdrawn=[row for row in events if not row.is_standing],
        left=left,
        state=state_of(marks, left.on),
        months=months_of(marks, left.on, left.months),
    )


def proceedings(rows: Iterable[CriminalEvent]) -> list[Proceeding]:
    found: dict[int, list[CriminalEvent]] = {}
    for row in sorted(rows, key=lambda one: (one.proceeding, one.happened_on, one.number)):
        found.setdefault(row.proceeding, []).append(row)
    return [
        Proceeding(
            number,
            [row for row in events if row.is_standing],
            [row for row in events if not row.is_standing],
        )
        for number, events in found.items()
    ]


def departure_of(case: Case) -> Left:
    """The day that stands, by the rule in force on it."""
    row = Departure.objects.standing().filter(case=case).first()
    if row is None:
        return Left(None, 6, None)
    clock = after_return(row.departed_on, legal_versions())
    return Left(row.departed_on, clock.version.support_months, clock.until)


def happened(rows: Iterable[ReturnEvent]) -> list[Happened]:
    return [Happened(row.mark, row.happened_on, row.month) for row in rows]


def marks_of(case: Case) -> list[Happened]:
    """What stands of a return, for the verb that adds to it."""
    return happened(ReturnEvent.objects.standing().filter(case=case).order_by("happened_on", "number"))


def criminal_events(case: Case) -> QuerySet[CriminalEvent]:
    rows: QuerySet[CriminalEvent] = CriminalEvent.objects.filter(case=case).order_by(
        "proceeding", "happened_on", "number"
    )
    return rows
