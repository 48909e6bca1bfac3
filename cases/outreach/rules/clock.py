"""When a service day begins, and what has not happened yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from cases.outreach.enums import DayName
from cmm.core.errors import RuleError

# Clocks of phones and servers differ; more than this ahead is a mistake.
CLOCK_SLACK = timedelta(minutes=10)
LONGEST_ROUND = timedelta(hours=24)


@dataclass(frozen=True)
class Terms:
    """From ``valid_from`` on a service day begins at ``starts``, and is called a night or a day."""

    valid_from: date
    starts: time
    name: DayName


@dataclass(frozen=True)
class Hours:
    """When the service days of one organisation begin: the default, and what it has settled since, oldest first.

    Each calendar day's service day begins at the hour that holds on that day.
    """

    default: time
    settled: Sequence[Terms] = ()

    def terms(self, day: date) -> Terms:
        held = [terms for terms in self.settled if terms.valid_from <= day]
        return held[-1] if held else Terms(date.min, self.default, DayName.NIGHT)

    def starts(self, day: date) -> time:
        return self.terms(day).starts

    def service_day(self, moment: datetime) -> date:
        """The service day of a moment in Danish time: before the day begins it is still the one before."""
        return service_day(moment, starts=self.starts(moment.date()))


def service_day(moment: datetime, *, starts: time) -> date:
    """The service day of a moment in Danish time: before ``starts`` it is still the night before."""
    return moment.date() if moment.time() >= starts else moment.date() - timedelta(days=1)


def check_met_at(*, met_at: datetime, now: datetime) -> None:
    """Nobody has been met in the future. Raises RuleError at ``met_at``."""
    if met_at > now + CLOCK_SLACK:
        raise RuleError(_("The time has not come yet."), code="future", field="met_at")


def check_has_been(day: date, *, today: date, field: str) -> None:
    """Nothing is recorded before it has happened. Raises RuleError at ``field``."""
    if day > today:
        raise RuleError(_("The day has not come yet."), code="future", field=field)


def check_hours_ahead(*, valid_from: date, today: date) -> None:
    """What is counted stays counted: another hour holds from today or later. Raises RuleError at ``valid_from``."""
    if valid_from < today:
        raise RuleError(
            _("The hour can be changed from today on. What has been counted stays as it is."),
            code="past",
            field="valid_from",
        )


def until(started_at: datetime, moment: datetime, *, last: datetime | None) -> datetime:
    """When a round was over that a phone ended at ``moment``; a forgotten one with its last contact."""
    if moment - started_at <= LONGEST_ROUND:
        return max(started_at, moment)
    return max(started_at, last or started_at) if (last or started_at) - started_at <= LONGEST_ROUND else started_at


def check_round_times(*, started_at: datetime, ended_at: datetime, now: datetime, told: bool) -> None:
    """A round ends after it starts, and not in the future; one that ran on for more than a day was forgotten, and
    whoever ends it says when it was over: ``told``. Raises RuleError at ``ended_at``.
    """
    if ended_at < started_at:
        raise RuleError(_("The round cannot end before it starts."), code="ends_first", field="ended_at")
    if ended_at > now + CLOCK_SLACK:
        raise RuleError(_("The time has not come yet."), code="future", field="ended_at")
    if ended_at - started_at > LONGEST_ROUND:
        words = _("A round lasts 24 hours at most.") if told else _("The round was forgotten. Write when it was over.")
        raise RuleError(words, code="too_long", field="ended_at")
