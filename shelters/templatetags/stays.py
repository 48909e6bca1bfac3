"""Words and classes of the pages about places."""

from datetime import date
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language

from cmm.accounts.models import User
from shelters.models import Placement, PlacementRequest, Shelter
from shelters.rules.supervision import HouseState
from shelters.selectors import Standings
from shelters.selectors.board import Span

register = template.Library()


@register.filter
def called(row: Placement | PlacementRequest, user: User) -> str:
    """The name this reader knows the person by: the house its own, everybody else the code name."""
    shelter = row.shelter if isinstance(row, PlacementRequest) else row.unit.shelter
    own = shelter.organisation_id == user.organisation_id
    return row.known_as if own else row.case.victim.code_name


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
