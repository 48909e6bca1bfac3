"""How long something still runs, in words, for machines, and in seconds for the script that counts on."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


@dataclass(frozen=True)
class TimeLeft:
    """Whole seconds, never fewer than none."""

    seconds: int

    @property
    def hours(self) -> int:
        return self.seconds // 3600

    @property
    def minutes(self) -> int:
        return self.seconds % 3600 // 60

    @property
    def iso(self) -> str:
        """As HTML writes a duration: PT3H42M"""
        return f"PT{self.hours}H{self.minutes}M"

    @property
    def words(self) -> str:
        """3 t 42 min, the last minute without a number. The script says the same (static/js/alarm.js)."""
        if self.seconds < 60:
            return _("less than 1 min")
        minutes = f"{self.minutes} {pgettext('minutes left', 'min')}"
        return f"{self.hours} {pgettext('hours left', 'h')} {minutes}" if self.hours else minutes


def time_left(until: datetime, now: datetime) -> TimeLeft:
    return TimeLeft(max(0, int((until - now).total_seconds())))
