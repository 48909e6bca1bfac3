"""What the clocks of periods ask for today, weighed by the harm of missing it. Pure: periods in, lines of work out."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from heapq import nsmallest

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.templatetags.cases import nearday
from cmm.core.spans import COUNTED_DAYS, span
from cmm.core.templatetags.cmm import danishdate
from cmm.desk.ranking import Worry, tone_of
from cmm.desk.work import Due
from identification.rules.periods import Clock
from identification.selectors.periods import Running

WEEK_DAYS = 7
UNASKED_DAYS = 10  # nobody has applied for more


def periods_due(watched: Iterable[Running], today: date, most: int) -> tuple[list[Due], Counter[str]]:
    """Of each tone at most ``most`` lines, whose last day comes first, and how many there are besides: a line is not
    worded that nobody is shown.
    """
    by_tone: dict[str, list[tuple[date, str, Running]]] = {}
    for one in watched:
        if day := last_day_near(one, today):
            tone = tone_of(Worry.CLOCK, (day - today).days)
            by_tone.setdefault(tone, []).append((day, one.period.case.ref, one))
    first = [line for found in by_tone.values() for line in nsmallest(most, found, key=lambda line: line[:2])]
    lines = [due_period(running, running.clock, day, today) for day, _ref, running in first if running.clock]
    return lines, Counter({tone: len(found) - most for tone, found in by_tone.items() if len(found) > most})


def last_day_near(running: Running, today: date) -> date | None:
    """The last day, where it has passed, is near, or comes without anybody having applied for more."""
    clock = running.clock
    if clock is None or clock.deadline is None or clock.ended_on:
        return None
    near_by = UNASKED_DAYS if is_unasked(clock) else WEEK_DAYS
    return clock.deadline if (clock.deadline - today).days <= near_by else None


def due_period(running: Running, clock: Clock, deadline: date, today: date) -> Due:
    """The line of a period whose last day is near."""
    ahead = (deadline - today).days
    if ahead < 0:
        heading = _("A period has expired")
        text = _("%(kind)s, day %(total)s was %(day)s. It is not recorded that it has ended.")
    elif ahead <= WEEK_DAYS:
        heading, text = _("A period expires"), near(clock, today)
    else:
        heading, text = _("The period is not extended"), near(clock, today)
    words = {
        "kind": running.period.get_kind_display(),
        "total": clock.total,
        "used": clock.used(today),
        "day": danishdate(deadline),
        "after": date_format(deadline + timedelta(days=1), "l"),
    }
    return line_of(running, deadline, ahead, heading, text % words)


def is_unasked(clock: Clock) -> bool:
    """The period is what the law gave first, and could be more."""
    return len(clock.grants) == 1 and clock.total < clock.cap


def near(clock: Clock, today: date) -> str:
    """Dag 29 af 30. Der er ikke givet forlængelse. Fra onsdag løber udrejsefristen."""
    text = _("Day %(used)s of %(total)s.")
    if is_unasked(clock):
        text += " " + _("No extension is given.")
    if clock.deadline and (clock.deadline - today).days < WEEK_DAYS:
        text += " " + _("From %(after)s the deadline for departure runs.")
    return text


def line_of(running: Running, deadline: date, ahead: int, heading: str, text: str) -> Due:
    """Sorted by the last day itself: the one that passed longest ago comes first."""
    case = running.period.case
    url = f"{reverse('identification:period_list', args=[case.ref])}#period-{running.period.number}"
    return Due(
        row=case,
        worry=Worry.CLOCK,
        tone=tone_of(Worry.CLOCK, ahead),
        since=deadline - timedelta(days=UNASKED_DAYS + 4),
        when=when(ahead),
        when_small=nearday(deadline),
        heading=heading,
        text=text,
        ref=case.ref,
        url=case.get_absolute_url(),
        act=_("See the period"),
        act_url=url,
        code_name=case.victim.code_name,
        protection=case.protection,
        protection_label=str(case.get_protection_display()),
    )


def when(ahead: int) -> str:
    if -ahead > COUNTED_DAYS:
        return _("%(span)s ago") % {"span": span(-ahead)}
    if ahead < 0:
        return ngettext("%(days)s day ago", "%(days)s days ago", -ahead) % {"days": -ahead}
    if ahead <= 1:
        return _("Tomorrow") if ahead else _("Today")
    return ngettext("In %(days)s day", "In %(days)s days", ahead) % {"days": ahead}
