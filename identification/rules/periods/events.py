"""What can happen to a period. Nothing is edited: a correction names the event it stands in the place of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from identification.enums import PeriodAct as Act

__all__ = ["Act", "Event", "standing"]

# Of acts on the same day: the clock runs again before it is stopped anew; a total is set before days are added to it.
ORDER = {act: number for number, act in enumerate(Act)} | {Act.RESUMED: -1}


@dataclass(frozen=True)
class Event:
    """One act and the legal day it has effect from; when it was entered plays no part.

    An extension says one of: ``days`` more, a new ``total``, or the last day (``until``). An override says the
    ``total`` it allows and why. A suspension may say the first day the clock runs again (``until``).
    """

    act: Act
    on: date
    days: int | None = None
    total: int | None = None
    until: date | None = None
    reason: str = ""
    key: int = 0
    replaces: int | None = None


def standing(events: Iterable[Event]) -> list[Event]:
    """The events nothing has replaced, in the order the law reads them, whatever order they were entered in."""
    rows = list(events)
    gone = {event.replaces for event in rows if event.replaces is not None}
    return sorted((event for event in rows if event.key not in gone and event.act != Act.WITHDRAWN), key=in_order)


def in_order(event: Event) -> tuple[object, ...]:
    far = event.until or date.max
    return (event.on, ORDER[event.act], event.days or 0, event.total or 0, far, event.reason)
