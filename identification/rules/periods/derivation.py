"""Why is this the date? The lines a clock is derived by, from the same structure the clock is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from identification.rules.periods.clock import Clock
from identification.rules.periods.grants import Grant
from identification.rules.periods.stops import Stop, last_of


@dataclass(frozen=True)
class Line:
    """One step: the day it happened, and what it made of the clock."""

    on: date | None
    text: str


def derivation(clock: Clock) -> list[Line]:
    """From the first day to the last, in the order of the law's days."""
    acts = [(one.since, _stop(one)) for one in clock.stops]
    acts += [(grant.event.on, _grant(grant)) for grant in clock.grants if grant.event]
    return [
        *([Line(None, _("the days are those of the rule for minors."))] if clock.version.counts_minors else []),
        Line(clock.start, _start(clock)),
        *(Line(on, text) for on, text in sorted(acts, key=lambda act: act[0])),
        *(Line(None, text) for text in conclusion(clock)),
    ]


def _start(clock: Clock) -> str:
    words = {"days": clock.version.first_days, "last": on_day(last_of(clock.start, clock.version.first_days, ()))}
    return (
        _("the period began. This is day 1. The law gives %(days)s days first; without more, day %(days)s is %(last)s.")
        % words
    )


def _grant(grant: Grant) -> str:
    words = {"asked": grant.asked, "total": grant.total, "cap": grant.cap}
    said = _("the period was extended. It is now %(total)s days.") % words
    if grant.asked > grant.cap:
        said = (
            _("%(asked)s days in all were given, but no more than %(cap)s are allowed. It is now %(total)s days.")
            % words
        )
    return said


def _stop(stop: Stop) -> str:
    if stop.until is None:
        return _("the clock was stopped, and it still is. The last day is not known before it runs again.")
    words = {"days": stop.days, "until": on_day(stop.until)}
    return (
        ngettext(
            "the clock was stopped for %(days)s day and ran again from %(until)s. The last day moves as much.",
            "the clock was stopped for %(days)s days and ran again from %(until)s. The last day moves as much.",
            stop.days,
        )
        % words
    )


def conclusion(clock: Clock) -> Iterator[str]:
    """The cap and where it comes from, the last day, and what does not move it."""
    words: dict[str, object] = {"cap": clock.cap, "source": clock.version.source, "total": clock.total}
    if clock.cap > clock.version.cap_days:
        yield _("The cap is %(cap)s days: it was set aside with a reason. The law's own: %(source)s.") % words
    else:
        yield _("The cap is %(cap)s days: %(source)s, as in force on the first day.") % words
    if clock.deadline and clock.apply_by:
        words["last"] = on_day(clock.deadline)
        yield _("Day %(total)s is %(last)s. That is the last day.") % words
        if clock.apply_by != clock.deadline:
            yield _("More can be applied for until %(day)s, the next working day.") % {"day": on_day(clock.apply_by)}
    if clock.ended_on:
        yield _("The period ended on %(day)s.") % {"day": on_day(clock.ended_on)}
    yield _("Day 1 counts, and so does the last day. Weekends and holidays do not move the last day.")


def on_day(day: date | None) -> str:
    return date_format(day, "j. F Y") if day else ""
