"""A form as a phone kept it is judged by the same form as everybody's."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from django.http import QueryDict

from cases.outreach.enums import Reason
from cases.outreach.forms.contacts import ContactForm
from cases.outreach.models import Round, Venue
from cases.outreach.selectors.codes import phone_codes
from cases.outreach.services.contacts import ContactFacts
from cmm.accounts.models import User

Fields = Mapping[str, list[str]]


def read_forms(actor: User, kept: Sequence[Fields]) -> list[ContactFacts | Reason]:
    """What each form says, or why it says nothing that can be counted. What it chooses from is asked once."""
    refs = {ref for fields in kept for ref in fields.get("round", [])}
    offered = {
        "venues": list(Venue.objects.allowed(actor).active()),
        "codes": phone_codes(),
        "rounds": list(Round.objects.allowed(actor, "change").filter(ref__in=refs).prefetch_related("preset_given")),
    }
    form = ContactForm(QueryDict(), **offered)
    return [read_form(fields, form) for fields in kept]


def read_form(fields: Fields, form: ContactForm) -> ContactFacts | Reason:
    form = filled_in(form, posted(fields))
    return form.facts() if form.is_valid() else reason_of(form)


def filled_in(form: ContactForm, data: QueryDict) -> ContactForm:
    """The same questions with other answers. To make the fields anew for each of 500 takes longer than all the rest;
    they hold nothing of what is answered.
    """
    other = copy(form)
    other.data, other._errors, other._bound_fields_cache = data, None, {}
    return other


def reason_of(form: ContactForm) -> Reason:
    if form.has_error("venue", "invalid_choice"):
        return Reason.VENUE
    if form.has_error("round"):
        return Reason.ROUND
    return Reason.NOTE if form.has_error("note", "name") else Reason.FORM


def posted(fields: Fields) -> QueryDict:
    """As the browser would have posted it."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def mended_form(actor: User, sender: User, fields: Fields, told: Any) -> ContactForm:
    """What was kept, for the leader to mend; ``told`` is what the leader has posted instead."""
    refs = fields.get("round", [])
    own = Round.objects.allowed(actor, "change").filter(ref__in=refs, worker=sender).prefetch_related("preset_given")
    return ContactForm(
        told if told is not None else posted(fields),
        venues=list(Venue.objects.allowed(actor).active()),
        codes=phone_codes(),
        rounds=list(own),
    )
