"""Words and answers of the pages about cases."""

from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from cases.countdown import TimeLeft, time_left
from cases.countries import country_name
from cases.models import BrokenGlass, Case, Code, SafetyNote
from cases.rules import propose_authority
from cases.selectors import acts_on, lacks_representative, safety_of
from cases.stage import Stage, stage_of
from cmm.core.pages import COUNTED
from cmm.core.spans import YEAR, span
from cmm.core.templatetags.cmm import danishclock, danishdate, danishshort, figure

register = template.Library()


@register.simple_tag
def acts(user, case: Case) -> frozenset[str]:
    """What the reader may do to the case: one statement a page."""
    return acts_on(user, case)


@register.filter
def decides(user, case: Case) -> bool:
    """Whether the reader's own authority decides the case."""
    return user.organisation.code == case.authority


@register.simple_tag
def safety(case: Case) -> SafetyNote | None:
    """The safety note that holds: one statement a page."""
    return safety_of(case)


@register.simple_tag
def unspoken_for(case: Case) -> bool:
    """Whether nobody speaks for somebody who is, or may be, a child."""
    return lacks_representative(case)


@register.simple_tag
def stage(case: Case) -> Stage:
    return stage_of(case, timezone.localdate())


@register.simple_tag
def timeleft(glass: BrokenGlass) -> TimeLeft:
    """How long the emergency access still runs."""
    return time_left(glass.ends_at, timezone.now())


@register.filter
def country(code: str) -> str:
    return country_name(code) if code else ""


@register.filter
def counted_in(code: Code, entries: Iterable[Code]) -> str:
    """The entry of its list the statistics count a code as, in words."""
    if not code.statistics_code:
        return gettext("Itself")
    return next((entry.label for entry in entries if entry.code == code.statistics_code), code.statistics_code)


@register.filter
def derivation(case: Case) -> str:
    """Why the system proposed the authority it proposed."""
    return propose_authority(case.residence_basis.counted_as).why


@register.filter
def ago(moment: datetime) -> str:
    """Today with its clock, yesterday, so many days ago, and after a month the date."""
    days = (timezone.localdate() - timezone.localdate(moment)).days
    if days <= 0:
        return gettext("Today %(clock)s") % {"clock": danishclock(moment)}
    if days == 1:
        return gettext("Yesterday")
    if days <= 30:
        return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}
    return danishdate(timezone.localdate(moment))


@register.filter
def stood_still(moment: datetime) -> str:
    """How long nothing has happened: today, so many days, or over so many months or years."""
    days = (timezone.localdate() - timezone.localdate(moment)).days
    return span(days) if days > 0 else gettext("Today")


@register.filter
def lasted(days: int) -> str:
    """So many days, as one counts them through the first year; then over so many years."""
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days} if days < YEAR else span(days)


@register.filter
def nearday(day: date) -> str:
    """23. november, and with its year when that is not this one."""
    return danishshort(day) if day.year == timezone.localdate().year else danishdate(day)


@register.filter
def bounded_figure(number: int) -> str:
    """214, or that there are more than anybody reads through."""
    return gettext("over %(figure)s") % {"figure": figure(COUNTED)} if number > COUNTED else figure(number)
