"""The demonstration's clock: everything happens in the order of its moments, and each act at its own.

A course is a generator. It does something, yields the moment at which it goes on, and is resumed when the clock
has come to it. Courses whose next moment lies after the end simply stand where they are: that is the present.
"""

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from time import time as system_time
from unittest.mock import patch

import time_machine
from django.utils import timezone

from cmm.core import context

Course = Iterator[datetime]
OPENS, CLOSES = time(8, 15), time(15, 45)


class Clock:
    """Plays courses side by side until ``ends``."""

    def __init__(self, ends: datetime) -> None:
        self.ends = ends
        self.waiting: list[tuple[datetime, int, Course]] = []
        self.arrivals = count()

    def enter(self, at: datetime, course: Course) -> None:
        heapq.heappush(self.waiting, (at, next(self.arrivals), course))

    def play(self, tell: Callable[[int], None]) -> None:
        """Run everything that waits; ``tell`` hears of each year when it is over."""
        year = timezone.localtime(self.waiting[0][0]).year if self.waiting else 0
        with moved_to(self.ends) as now:
            while self.waiting and self.waiting[0][0] <= self.ends:
                at, _order, course = heapq.heappop(self.waiting)
                now.move_to(at.astimezone(UTC))
                if timezone.localtime(at).year > year:
                    tell(year)
                    year = timezone.localtime(at).year
                then = next(course, None)
                if then is not None:
                    self.enter(max(then, at), course)
        tell(year)


@contextmanager
def moved_to(moment: datetime) -> Iterator[time_machine.Traveller]:
    """It is another moment for whatever is done, and for nothing else: contexts are signed as late as they are."""
    with time_machine.travel(moment.astimezone(UTC), tick=False) as now, patch.object(context, "clock", real_time):
        yield now


def real_time() -> float:
    """Seconds, by the machine's own clock, also while another moment is played."""
    hatch = time_machine.escape_hatch
    return hatch.time.time() if hatch.is_travelling() else system_time()


def moment(day: date, at: time) -> datetime:
    """A Danish clock time on a day."""
    return timezone.make_aware(datetime.combine(day, at))


def after(days: float, minutes: int = 0) -> datetime:
    """So many days from the clock's now."""
    return timezone.now() + timedelta(days=days, minutes=minutes)


def office(at: datetime) -> datetime:
    """The same moment if somebody is at work then, else in the next working hours."""
    local = timezone.localtime(at)
    minutes = timedelta(minutes=(local.minute * 7) % 90)
    if local.time() > CLOSES:
        local = moment(local.date() + timedelta(days=1), OPENS) + minutes
    elif local.time() < OPENS:
        local = moment(local.date(), OPENS) + minutes
    while timezone.localtime(local).weekday() > 4:
        local += timedelta(days=1)
    return local
