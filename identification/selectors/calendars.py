"""Whose calendar a key opens, and the last days it shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cmm.accounts.models import User
from cmm.core.context import Context, enter
from identification.models import CalendarKey
from identification.selectors.departures import returns_watched_by
from identification.selectors.periods import watched_by


@dataclass(frozen=True)
class LastDay:
    """A last day, and what it is the last day of: a number of ours, which the feed does not show."""

    of: str
    on: date


def last_days(user: Any) -> list[LastDay]:
    """The last day of every period and of all support after return that ``user`` keeps an eye on."""
    running = [(one.period.pk, one.clock) for one in watched_by(user) if one.clock and not one.clock.ended_on]
    days = [LastDay(str(pk), clock.deadline) for pk, clock in running if clock.deadline]
    # A corrected day of departure is another row, and the same line in the calendar.
    return days + [LastDay(f"return {row.case_id}", clock.until) for row, clock in returns_watched_by(user)]


def key_of(user: Any) -> CalendarKey | None:
    """The reader's own, while it is open."""
    row: CalendarKey | None = CalendarKey.objects.filter(user=user.pk, key_hash__isnull=False).first()
    return row


def key_called(key_hash: str) -> CalendarKey | None:
    row: CalendarKey | None = CalendarKey.objects.called(key_hash)
    return row


def owner_of(row: CalendarKey | None) -> User | None:
    """The owner, while the account is open; the rest of the request is done by them, as after a log-in."""
    pk = row.user_id if row else 0
    enter(Context(pk))
    owner: User | None = User.objects.select_related("organisation").filter(pk=pk, is_active=True).first()
    if owner is None:
        enter(None)
    return owner
