"""Verbs about corrections of a contact: a version is added, and one of them counts."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Code
from cases.outreach.enums import Answer
from cases.outreach.models import Contact, ContactVersion
from cases.outreach.selectors.clock import service_day
from cases.outreach.services.contacts import LISTS, ContactFacts, answers, check
from cases.outreach.services.incidents import tell_incidents
from cmm.accounts.models import Organisation, User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import Conflict

ROWS = ("venue", "contact_type", "language", "citizenship_region", "caller")
WORDS = (
    "sex", "sexes", "met_before", "group", "age_band", "age_bands", "follow_up", "own_code", "note", "presets",
)  # fmt: skip
COLUMNS = (*(f"{name}_id" for name in ROWS), *WORDS, "met_at", "service_day")


@transaction.atomic
def correct_contact(*, actor: User, contact: Contact, on_top_of: int, facts: ContactFacts) -> Contact:
    """The contact says ``facts`` from now on, and what stood stays readable; the same form sent twice is one version.

    ``on_top_of`` is the number of the version the actor had before them. Where somebody else has corrected it since,
    both stay: the newest counts, until somebody chooses. Raises Conflict, and RuleError where the form breaks a rule.
    """
    require(actor, "change", contact)
    if facts.venue.pk != contact.venue_id:
        require(actor, "view", facts.venue)
    contact = locked(contact)
    if sent := contact.versions.filter(submission_key=facts.submission_key).first():
        if sent.digest != facts.digest:
            raise Conflict(_("This correction has already been saved with other answers."), code="other_answers")
        return contact
    check(facts)
    first_version(contact)
    number = contact.versions.count() + 1
    version = add(actor, contact, said_by(contact, facts), facts, number=number, on_top_of=on_top_of)
    contested = on_top_of != contact.number
    count(actor, contact, version, contested=contested)
    record(actor, AuditAction.CONTACT_CORRECTED, contact, version=version.number, contested=contested)
    return contact


@transaction.atomic
def choose_version(*, actor: User, contact: Contact, number: int) -> Contact:
    """Of the versions of a contact this one counts. Raises Conflict where there is none with this number."""
    require(actor, "change", contact)
    contact = locked(contact)
    version = contact.versions.filter(number=number).first()
    if version is None:
        raise Conflict(_("There is no such version."), code="no_version")
    contact.chosen_by, contact.chosen_at = actor, timezone.now()
    contact.save(update_fields=["chosen_by", "chosen_at"])
    count(actor, contact, version, contested=False)
    record(actor, AuditAction.CONTACT_VERSION_CHOSEN, contact, version=number)
    return contact


def locked(contact: Contact) -> Contact:
    """The contact as it stands; its organisation's row is locked as for a new one, for codes are compared."""
    Organisation.objects.select_for_update(no_key=True).get(pk=contact.organisation_id)
    rows = Contact.objects.select_related(*ROWS, "version", "organisation", "recorded_by")
    found: Contact = rows.select_for_update(of=("self",)).get(pk=contact.pk)
    return found


def first_version(contact: Contact) -> None:
    """What was recorded first becomes a version of its own, once somebody corrects it."""
    if contact.version is None:
        first = ContactVersion.objects.create(
            contact=contact,
            organisation_id=contact.organisation_id,
            number=1,
            submission_key=contact.submission_key,
            digest=contact.digest,
            said=said_of(contact),
            written_by_id=contact.recorded_by_id,
            written_at=contact.recorded_at,
        )
        contact.version = first


def add(
    actor: User, contact: Contact, said: dict[str, Any], facts: ContactFacts, *, number: int, on_top_of: int
) -> ContactVersion:
    version: ContactVersion = ContactVersion.objects.create(
        contact=contact,
        organisation_id=contact.organisation_id,
        number=number,
        on_top_of=min(on_top_of, number - 1),
        submission_key=facts.submission_key,
        digest=facts.digest,
        said=said,
        written_by=actor,
    )
    return version


def said_of(contact: Contact) -> dict[str, Any]:
    """The answers of a contact as they stand, by its columns, with its lists and events as numbers of codes."""
    columns = {name: plain(getattr(contact, name)) for name in COLUMNS}
    lists = {name: [code.pk for code in getattr(contact, name).order_by("pk")] for name in LISTS}
    events = contact.incidents.filter(struck_at__isnull=True).order_by("pk")
    told = list(events.values_list("kind", "reported"))
    reported = told[0][1] if told else Answer.NOT_ASKED.value
    return columns | lists | {"events": [kind for kind, _reported in told], "reported": reported}


def said_by(contact: Contact, facts: ContactFacts) -> dict[str, Any]:
    """The same of a form. The service day moves only with the moment of the meeting."""
    met_at = facts.met_at or contact.met_at
    day = contact.service_day if met_at == contact.met_at else service_day(met_at, contact.organisation_id)
    same_code = Contact.objects.with_own_codes(contact.organisation, [day], [facts.own_code.upper()])
    told = answers(facts, met_at, day, used_before=same_code.exclude(pk=contact.pk).exists())
    columns = {f"{name}_id": told[name].pk if told[name] else None for name in ROWS}
    columns |= {name: plain(told[name]) for name in (*WORDS, "met_at", "service_day")}
    lists = {name: sorted(code.pk for code in getattr(facts, name)) for name in (*LISTS, "events")}
    return columns | lists | {"reported": str(facts.reported)}


def count(actor: User, contact: Contact, version: ContactVersion, *, contested: bool) -> None:
    """The contact says what the version says."""
    said = version.said
    for name in COLUMNS:
        setattr(contact, name, said[name])
    contact.met_at = datetime.fromisoformat(said["met_at"])
    contact.service_day = date.fromisoformat(said["service_day"])
    contact.version, contact.contested = version, contested
    contact.save(update_fields=[*(name.removesuffix("_id") for name in COLUMNS), "version", "contested"])
    for name in LISTS:
        getattr(contact, name).set(said[name])
    contact.refresh_from_db(fields=["citizenship_region"])
    tell_incidents(actor, contact, Code.objects.filter(pk__in=said["events"]), said["reported"])


def plain(value: Any) -> Any:
    """As JSON holds it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | str) else value
