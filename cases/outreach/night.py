"""The service day as people see it: from when to when, and where in it a round lies."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from cases.outreach.enums import DayName
from cases.outreach.rules import Hours
from cases.outreach.selectors.clock import begins, day_of

WIDTH = 294  # units of the picture for a whole day
LEFT = 1


@dataclass(frozen=True)
class Night:
    """One service day, and the part of it from ``since`` to ``until``."""

    begins: datetime
    ends: datetime
    since: datetime
    until: datetime
    name: DayName = DayName.NIGHT

    @property
    def duration(self) -> timedelta:
        return self.until - self.since

    @property
    def hours(self) -> int:
        return int(self.duration.total_seconds() // 3600)

    @property
    def minutes(self) -> int:
        return int(self.duration.total_seconds() % 3600 // 60)

    @property
    def x(self) -> str:
        return f"{self._place(self.since):.1f}"

    @property
    def width(self) -> str:
        return f"{max(4.0, self._place(self.until) - self._place(self.since)):.1f}"

    @property
    def middle(self) -> str:
        """Where the words under the picture stand, kept inside it."""
        return f"{min(215.0, max(80.0, (self._place(self.since) + self._place(self.until)) / 2)):.1f}"

    @property
    def midnight(self) -> str:
        at = timezone.localtime(self.ends).replace(hour=0, minute=0)
        return f"{self._place(at):.1f}"

    def _place(self, moment: datetime) -> float:
        part = (moment - self.begins) / (self.ends + timedelta(minutes=1) - self.begins)
        return LEFT + WIDTH * min(1.0, max(0.0, part))


def night_of(hours: Hours, since: datetime, until: datetime | None = None) -> Night:
    """The service day of ``since`` by the organisation's hours; it ends where the next one begins."""
    day = day_of(since, hours)
    ends = begins(day + timedelta(days=1), hours) - timedelta(minutes=1)
    name = hours.terms(day).name if hours.settled else DayName.DAY  # nobody has called it anything
    return Night(begins(day, hours), ends, since, max(since, until or since), name)
