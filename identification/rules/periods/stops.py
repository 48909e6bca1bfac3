"""The days on which a clock does not run."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from identification.rules.periods.events import Act, Event

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Stop:
    """From the first day that does not count to the first that does again; without the latter it goes on."""

    since: date
    until: date | None

    @property
    def days(self) -> int:
        return (self.until - self.since).days if self.until else 0


def stops_of(events: Iterable[Event], start: date) -> list[Stop]:
    """The stops after ``start``, none overlapping, oldest first. What was over before the start counts nothing.

    "Resumed" is a fact about the clock: from that day it runs, however many reasons there were to stop it.
    """
    found: list[Stop] = []
    waiting: date | None = None
    for event in events:
        if event.act == Act.SUSPENDED and event.until:
            found.append(Stop(event.on, event.until))
        elif event.act == Act.SUSPENDED and waiting is None:
            waiting = event.on
        elif event.act == Act.RESUMED and waiting is not None:
            found.append(Stop(waiting, event.on))
            waiting = None
    if waiting is not None:
        found.append(Stop(waiting, None))
    return merged(Stop(max(stop.since, start), stop.until) for stop in found)


def merged(stops: Iterable[Stop]) -> list[Stop]:
    """Each day once."""
    whole: list[Stop] = []
    for stop in sorted(stops, key=lambda one: (one.since, one.until or date.max)):
        if stop.until is not None and stop.until <= stop.since:
            continue
        if whole and (whole[-1].until is None or stop.since <= whole[-1].until):
            last = whole.pop()
            stop = Stop(last.since, None if not (last.until and stop.until) else max(last.until, stop.until))
        whole.append(stop)
    return whole


def running_days(start: date, through: date, stops: Iterable[Stop]) -> int:
    """How many days from ``start`` to ``through``, both counted, the clock ran."""
    if through < start:
        return 0
    after = through + ONE
    stopped = sum(max(0, (min(stop.until or after, after) - stop.since).days) for stop in stops)
    return (after - start).days - stopped


def last_of(start: date, days: int, stops: Iterable[Stop]) -> date | None:
    """The day on which the clock has run ``days`` days; None while it is stopped before it gets there."""
    cursor, left = start, days
    for stop in stops:
        if (stop.since - cursor).days >= left:
            break
        if stop.until is None:
            return None
        left -= (stop.since - cursor).days
        cursor = stop.until
    return cursor + timedelta(days=left - 1)
