"""The clock of one period: what it shows is worked out anew each time, and nothing of it is ever stored.

Day 1 is the day the period begins, and the last day is counted too: 30 days from 5 October end on 3 November.
(Design: the sources do not say which day is the first; the derivation says it in print.) Weekends and holidays do
not move the last day. Where the last day to APPLY for more falls on one, the next working day is in time (design).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cmm.core.working_days import is_working_day, working_days_after
from identification.rules.periods.events import Act, Event, standing
from identification.rules.periods.grants import Grant, granted
from identification.rules.periods.stops import Stop, last_of, running_days, stops_of
from identification.rules.periods.versions import LegalVersion


@dataclass(frozen=True)
class Clock:
    """What a period comes to. The dates depend on the events alone; only days used and left ask which day it is."""

    version: LegalVersion
    start: date
    total: int
    cap: int
    grants: tuple[Grant, ...]
    stops: tuple[Stop, ...]
    deadline: date | None
    apply_by: date | None
    furthest: date | None
    ended_on: date | None

    def used(self, today: date) -> int:
        """Days that have run, today included while it runs; never more than were given."""
        last = min(today, self.ended_on) if self.ended_on else today
        return min(self.total, running_days(self.start, last, self.stops))

    def left(self, today: date) -> int:
        return 0 if self.is_ended(today) else self.total - self.used(today)

    def is_ended(self, today: date) -> bool:
        return self.ended_on is not None and self.ended_on <= today

    def is_stopped(self, today: date) -> bool:
        return any(stop.since <= today and (stop.until is None or today < stop.until) for stop in self.stops)


def clock_of(events: Iterable[Event], version: LegalVersion) -> Clock | None:
    """The clock these events make under ``version``; None for a period that has not begun, or was declined."""
    rows = standing(events)
    start = first_day(rows)
    if start is None:
        return None
    stops = stops_of(rows, start)
    grants = granted(rows, start, stops, version)
    total, cap = grants[-1].total, max(grant.cap for grant in grants)
    deadline = last_of(start, total, stops)
    return Clock(
        version=version,
        start=start,
        total=total,
        cap=cap,
        grants=tuple(grants),
        stops=tuple(stops),
        deadline=deadline,
        apply_by=deadline and in_time(deadline),
        furthest=last_of(start, cap, stops),
        ended_on=min((row.on for row in rows if row.act == Act.ENDED), default=None),
    )


def first_day(events: Iterable[Event]) -> date | None:
    """The day the period began, as it now stands; the law of that day goes for all of it."""
    return min((row.on for row in standing(events) if row.act == Act.STARTED), default=None)


def in_time(last: date) -> date:
    """The day itself, or the working day after it."""
    return last if is_working_day(last) else working_days_after(last, 1)
