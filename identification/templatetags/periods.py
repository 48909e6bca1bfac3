"""Clocks on pages."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.utils import timezone

from cases.models import Case
from cmm.core.once import once
from identification.rules.periods import AfterReturn, Clock, Line, support_derivation
from identification.rules.periods import derivation as lines_of
from identification.selectors.departures import departures_of
from identification.selectors.periods import Running, periods_of, those_running

register = template.Library()


@dataclass(frozen=True)
class Bar:
    """Where things stand along the bar, in per cent of the longest it can be."""

    used: float
    given: float
    first: float
    total: int
    first_days: int
    most: int


@register.simple_tag
def clocks(user: Any, case: Case) -> list[Running]:
    """The running clocks of the case, for its head."""
    return those_running(once(case, periods_of, user, case))


@register.simple_tag
def support_clock(user: Any, case: Case) -> AfterReturn | None:
    """Support after return in an open case, for its head; nothing where nobody has left."""
    return None if case.closed_on else once(case, departures_of, user, case).clock


@register.filter
def bar(clock: Clock) -> Bar:
    most = max(clock.cap, clock.total)
    used, first = clock.used(timezone.localdate()), clock.version.first_days
    return Bar(share(used, most), share(clock.total, most), share(first, most), clock.total, first, most)


def share(days: int, most: int) -> float:
    return round(100 * days / most, 2)


@register.filter
def days_used(clock: Clock | AfterReturn) -> int:
    return clock.used(timezone.localdate())


@register.filter
def days_left(clock: Clock | AfterReturn) -> int:
    return clock.left(timezone.localdate())


@register.filter
def is_stopped(clock: Clock) -> bool:
    return clock.is_stopped(timezone.localdate())


@register.filter
def is_past(day: date | None) -> bool:
    return day is not None and day < timezone.localdate()


@register.filter
def why(clock: Clock | AfterReturn) -> list[Line]:
    """Why is this the date?"""
    return support_derivation(clock) if isinstance(clock, AfterReturn) else lines_of(clock)
