"""Periods with their clocks. Nothing is read but events, the law's versions, and what day it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from cases.models import Case
from cmm.accounts.scoping import has_role_permission
from identification.enums import PeriodAct
from identification.models import Period, PeriodEvent, PeriodRule
from identification.models.period import events_of
from identification.rules.periods import (
    LEGAL_VERSIONS,
    Clock,
    Event,
    LegalVersion,
    clock_of,
    first_day,
    standing,
    version_on,
)

MOST_PERIODS = 20  # of one case
MOST_OPEN = 4_000  # periods of the whole country: there are a few hundred
# What the clock of a period is made of.
TOLD = {name: F(name) for name in ("act", "on", "days", "total", "until", "reason", "replaces")} | {"key": F("pk")}


@dataclass(frozen=True)
class Running:
    """A period, what happened to it where a page tells it, and its clock if it has begun."""

    period: Period
    events: list[PeriodEvent]
    clock: Clock | None

    @property
    def replaced(self) -> set[int | None]:
        return {event.replaces_id for event in self.events}

    @property
    def is_declined(self) -> bool:
        return any(event.act == PeriodAct.DECLINED for event in standing(events_of(self.events)))

    @property
    def is_running(self) -> bool:
        return self.period.is_open and self.clock is not None


def legal_versions() -> list[LegalVersion]:
    """The law as the coordinators' table says it; as the code says it where the table is empty."""
    rows = PeriodRule.objects.all()[:50]
    return [version_of(row) for row in rows] or list(LEGAL_VERSIONS)


def version_of(row: PeriodRule) -> LegalVersion:
    return LegalVersion(
        row.valid_from,
        row.first_days,
        row.cap_days,
        row.support_months,
        row.source,
        confirmed=row.confirmed,
        minor_first_days=row.minor_first_days,
        minor_cap_days=row.minor_cap_days,
        minor_source=row.minor_source,
        support_source=row.support_source,
    )


def periods_of(user: Any, case: Case) -> list[Running]:
    """The periods of one case, the latest first, in two statements."""
    rows = PeriodEvent.objects.allowed(user).filter(case=case)
    return with_clocks(rows.select_related("period", "entered_by").order_by("-period__number", "number")[:500])


def clocks_on(user: Any, case: Case) -> list[Running]:
    """The running clocks of one case, the first begun first."""
    return those_running(periods_of(user, case))


def those_running(latest_first: list[Running]) -> list[Running]:
    return [one for one in reversed(latest_first) if one.is_running]


def open_acts(running: Running) -> list[PeriodAct]:
    """What can be done next, in the order it is mostly done."""
    done = {event.act for event in standing(events_of(running.events))}
    if not running.period.is_open:
        return []
    if not running.clock:
        return [act for act in (PeriodAct.ACCEPTED, PeriodAct.STARTED, PeriodAct.DECLINED) if act not in done]
    stopped = bool(running.clock.stops) and running.clock.stops[-1].until is None
    return [PeriodAct.EXTENDED, PeriodAct.RESUMED if stopped else PeriodAct.SUSPENDED, PeriodAct.ENDED]


def open_periods(user: Any, *, own: bool) -> list[Running]:
    """The open periods of the reader's own cases and of those they cover in, or of every case they see, in two
    statements: each comes with what its clock is made of, so that its case is read once and not with every act.
    """
    rows = Period.objects.allowed(user).filter(is_open=True)
    if own:
        rows = rows.filter(case__caseworker__in=[user.pk, *sorted(user.covers_for)])
    acts = PeriodEvent.objects.filter(period=OuterRef("pk")).order_by("number").values(told=JSONObject(**TOLD))
    joined = rows.select_related("case__victim", "case__caseworker").annotate(told=ArraySubquery(acts))
    found = [period for period in joined.order_by("pk")[:MOST_OPEN] if period.told]
    versions = legal_versions() if found else []
    return [Running(one, [], clock_for(one, [as_read(act) for act in one.told], versions)) for one in found]


def as_read(told: dict[str, Any]) -> Event:
    days = {name: date.fromisoformat(told[name]) for name in ("on", "until") if told[name]}
    return Event(**told | days | {"act": PeriodAct(told["act"])})


def watched_by(user: Any) -> list[Running]:
    """What ``user`` keeps an eye on: a caseworker their own cases, everybody else what they see."""
    return open_periods(user, own=keeps_own(user)) if has_role_permission(user, "cases.set_periods_case") else []


def keeps_own(user: Any) -> bool:
    """Whether ``user`` keeps an eye on their own cases alone."""
    return has_role_permission(user, "cases.add_case") and not has_role_permission(user, "cases.assign_case")


def with_clocks(rows: Iterable[PeriodEvent]) -> list[Running]:
    found = [list(events) for _key, events in groupby(rows, key=lambda row: row.period_id)]
    versions = legal_versions() if found else []
    return [running_of(events, versions) for events in found]


def running_of(events: list[PeriodEvent], versions: list[LegalVersion]) -> Running:
    period = events[0].period
    return Running(period, events, clock_for(period, events_of(events), versions))


def clock_for(period: Period, acts: list[Event], versions: list[LegalVersion]) -> Clock | None:
    start = first_day(acts)
    if start is None:
        return None
    return clock_of(acts, version_on(start, versions).given_to(is_minor=period.for_minor))
