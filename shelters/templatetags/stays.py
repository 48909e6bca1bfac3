"""Words and classes of the pages about places."""

from datetime import date, datetime
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from cmm.accounts.models import User
from cmm.core.templatetags.cmm import danishclock, danishshort
from shelters.models import HouseNote, Placement, PlacementRequest, Shelter
from shelters.rules import is_returnable, night_of
from shelters.rules.supervision import HouseState
from shelters.selectors import Standings
from shelters.selectors.boardrows import Span

register = template.Library()


@register.filter
def called(row: Placement | PlacementRequest, user: User) -> str:
    """The name this reader knows the person by: the house its own, everybody else the code name."""
    shelter = row.shelter if isinstance(row, PlacementRequest) else row.unit.shelter
    own = shelter.organisation_id == user.organisation_id
    return row.known_as if own else row.case.victim.code_name


@register.filter
def nights_until(stay: Placement, tonight: date) -> int:
    """Nights slept before tonight."""
    return max(0, (min(tonight, stay.departs_on) - stay.arrives_on).days)


@register.filter
def gone_on(stay: Placement) -> date:
    """The first night the person did not sleep there."""
    return stay.arrives_on if stay.never_came else stay.departs_on


@register.filter
def may_return(stay: Placement, gone: HouseNote) -> bool:
    """Whether the house itself may take back that somebody did not come back."""
    return is_returnable(gone_on=gone_on(stay), planned_to=gone.planned_to, tonight=night_of(timezone.localtime()))


@register.filter
def overdue(note: HouseNote, moment: datetime) -> bool:
    return note.is_overdue(moment) and not note.placement.is_over


@register.filter
def nearclock(moment: datetime) -> str:
    """kl. 22.00, with its day where that is another than today."""
    is_today = timezone.localdate(moment) == timezone.localdate()
    return danishclock(moment) if is_today else f"{danishshort(moment)} {danishclock(moment)}"


@register.filter
def daymonth(value: date) -> str:
    """21. nov"""
    return date_format(value, "j. b" if get_language() == "da" else "j M")


@register.filter
def dayonly(value: date) -> str:
    """21. inside a month, and the month where a new one begins."""
    return daymonth(value) if value.day == 1 else date_format(value, "j." if get_language() == "da" else "j")


@register.filter
def weekdayshort(value: date) -> str:
    """lø"""
    return date_format(value, "D")[:2].lower()


@register.filter
def classes(span: Span) -> str:
    """The classes of a cell: what it is, and whether it goes beyond the edges of the board."""
    kind = "stay" if span.kind == "taken" else span.kind
    return " ".join([kind, *(["from"] if span.goes_back else []), *(["to"] if span.goes_on else [])])


@register.filter
def of(standings: Standings, shelter: Shelter) -> HouseState:
    """Whether a house is approved, among all those of a page."""
    return standings.state(shelter.pk)


@register.simple_tag
def ask_url(shelter: Shelter, span: Span) -> str:
    """Where a free span leads: to the question for whom, with its house and its nights."""
    asked = {"shelter": shelter.slug, "wanted_from": span.on, "wanted_to": span.until}
    return f"{reverse('shelters:request_start')}?{urlencode(asked)}"
