from collections.abc import Mapping

from django import template

from cases.forms.caseload import NOBODY
from cases.models import Case

register = template.Library()


@register.filter
def pickvalue(case: Case) -> str:
    """What a ticked case sends: its number and whose it was on the page."""
    return f"{case.ref} {case.caseworker_id or NOBODY}"


@register.filter
def whyof(refused: Mapping[str, str], ref: str) -> str:
    """Why the case with this number was not assigned; empty where nothing speaks against it."""
    return refused.get(ref, "")
