"""How many days a period has been given, one line for each act that gave them, never more than the cap."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from identification.rules.periods.events import Act, Event
from identification.rules.periods.stops import Stop, running_days
from identification.rules.periods.versions import LegalVersion


@dataclass(frozen=True)
class Grant:
    """After this act the period is ``total`` days; ``asked`` is what it would have been without the cap."""

    event: Event | None
    asked: int
    total: int
    cap: int


def granted(rows: Iterable[Event], start: date, stops: list[Stop], version: LegalVersion) -> list[Grant]:
    """The days the law gives first, then each extension. An extension never shortens.

    The cap is the law's, or what an override with a reason allows; an override without one allows nothing.
    """
    rows = list(rows)
    allowed = [row.total or 0 for row in rows if row.act == Act.OVERRIDE and row.reason.strip()]
    cap = max([version.cap_days, *allowed])
    total = version.first_days
    grants = [Grant(None, total, total, cap)]
    for row in rows:
        if row.act == Act.EXTENDED:
            asked = asked_for(row, total, start, stops)
            total = max(total, min(asked, cap))
            grants.append(Grant(row, asked, total, cap))
    return grants


def asked_for(row: Event, total: int, start: date, stops: list[Stop]) -> int:
    """The days in all this extension wants. A last day is read with the stops there were when it was given."""
    if row.until is not None:
        return running_days(start, row.until, known(stops, row.on))
    return row.total if row.total is not None else total + max(0, row.days or 0)


def known(stops: list[Stop], on: date) -> list[Stop]:
    """The days the clock had stood still before ``on``; a stop that came later moves the last day like any other."""
    return [Stop(stop.since, min(stop.until or on, on)) for stop in stops if stop.since < on]
