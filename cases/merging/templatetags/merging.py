"""What the pages of a case, and of whoever referred somebody, say of merges."""

from typing import Any

from django import template

from cases.merging.models import Merge, Notice
from cases.merging.selectors import merges_with, notices_for, referred_under
from cases.models import Case
from cases.selectors.people import MERGED, acts_on
from cmm.accounts.readings import note_reading

register = template.Library()
MOST = 20


@register.simple_tag(takes_context=True)
def merges(context: Any, case: Case) -> list[Merge]:
    """Where the case lies, or what lies in it: at most one statement a page, and the log is told whom it names."""
    request = context["request"]
    if MERGED not in acts_on(request.user, case):
        return []
    found = [one for one in merges_with(request.user, case) if one.stands]
    note_reading(request, [one.husk if one.case_id == case.pk else one.case for one in found])
    return found


@register.filter
def lies_in(found: list[Merge], case: Case) -> Merge | None:
    """The merge by which the case lies in another that the reader may see."""
    return next((one for one in found if one.stands and one.husk_id == case.pk), None)


@register.filter
def holds(found: list[Merge], case: Case) -> list[Merge]:
    """The merges by which others lie in the case."""
    return [one for one in found if one.stands and one.case_id == case.pk]


@register.simple_tag(takes_context=True)
def merge_notices(context: Any) -> list[Notice]:
    """What is new to whoever referred, under the number they know; the log is told which of theirs it names."""
    request = context["request"]
    found = list(notices_for(request.user)[:MOST])
    note_reading(request, referred_under(request.user, [one.ref for one in found]), action="follow")
    return found
