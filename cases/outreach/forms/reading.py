"""A form as a phone kept it is judged by the same form as everybody's."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from django.http import QueryDict

from cases.outreach.enums import Reason
from cases.outreach.forms.contacts import ContactForm
from cases.outreach.forms.rounds import StartForm
from cases.outreach.models import Round, Venue
from cases.outreach.selectors.codes import phone_codes
from cases.outreach.services.contacts import ContactFacts
from cases.outreach.services.syncing import Read
from cmm.accounts.models import User

Fields = Mapping[str, list[str]]


def reader(actor: User) -> Read:
    """How everything one phone sent is read."""
    return Read(lambda kept: read_forms(actor, kept), lambda fields: read_terms(actor, fields))


def read_forms(actor: User, kept: Sequence[Fields]) -> list[ContactFacts | Reason]:
    """What each form says, or why it says nothing that can be counted. What it chooses from is asked once."""
    names = {name for fields in kept for name in fields.get("round", [])}
    rounds = list(Round.objects.allowed(actor, "change").named(names).prefetch_related("preset_given"))
    offered = {
        "venues": list(Venue.objects.allowed(actor).active()),
        "codes": phone_codes(),
        "rounds": rounds,
    }
    form = ContactForm(QueryDict(), **offered)
    return [read_form(by_ref(fields, rounds), form) for fields in kept]


def by_ref(fields: Fields, rounds: Sequence[Round]) -> Fields:
    """A contact of a round begun without a network names it as its phone does."""
    refs = {str(one.submission_key): one.ref for one in rounds if one.submission_key}
    return {**fields, "round": [refs.get(name, name) for name in fields["round"]]} if "round" in fields else fields


def read_terms(actor: User, fields: Fields) -> dict[str, Any] | Reason:
    """What a round begun on a phone begins with. A place given up meanwhile was visited all the same."""
    rounds = Round.objects.allowed(actor).filter(ref__in=fields.get("again", []))
    form = StartForm(
        posted(fields),
        rounds=rounds.select_related("venue", "contact_type").prefetch_related("preset_given"),
        venues=Venue.objects.allowed(actor).order_by("pk"),
        codes=phone_codes(),
    )
    if form.is_valid():
        return form.terms()
    return Reason.VENUE if form.has_error("venue") else Reason.FORM


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
    rounds = Round.objects.allowed(actor, "change").named(fields.get("round", [])).of(sender)
    own = list(rounds.prefetch_related("preset_given"))
    return ContactForm(
        told if told is not None else posted(by_ref(fields, own)),
        venues=list(Venue.objects.allowed(actor).active()),
        codes=phone_codes(),
        rounds=own,
    )
