"""Verbs about contacts from phones that were put aside."""

from dataclasses import replace
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.outreach.enums import Reason, SealedState
from cases.outreach.models import Contact, Round, SealedContact
from cases.outreach.services.contacts import ContactFacts, Meeting, check, stand_in_line, store
from cases.outreach.services.outings import Fields, ReadTerms, stored
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import Conflict, RuleError


@transaction.atomic
def accept_sealed(*, actor: User, sealed: SealedContact, facts: ContactFacts) -> Contact:
    """The contact counts, as the leader mended it, in the name of who recorded it. Raises RuleError and Conflict."""
    require(actor, "settle", sealed)
    require(actor, "view", facts.venue)
    if facts.round is not None:
        require(actor, "change", facts.round)
    stand_in_line(actor)
    sealed = waiting(sealed)
    check(facts)
    told = replace(facts, submission_key=free_key(sealed))
    (contact,) = store(actor, [Meeting(told, sealed.sender, sealed.sealed_at or sealed.received_at)])
    settle(actor, sealed, SealedState.ACCEPTED, contact=contact)
    record(actor, AuditAction.CONTACT_ACCEPTED, contact, reason=sealed.reason)
    return contact


@transaction.atomic
def accept_outing(*, actor: User, sealed: SealedContact, fields: Fields, read: ReadTerms) -> Round:
    """The round was begun or ended by who sealed that, when they did. Raises RuleError and Conflict."""
    require(actor, "settle", sealed)
    stand_in_line(actor)
    sealed = waiting(sealed)
    led = stored(actor, sealed.sender, fields, sealed.sealed_at or sealed.received_at, read)
    if isinstance(led, Reason):
        raise RuleError(_("It cannot be stored: %(why)s."), code="outing", params={"why": led.label})
    settle(actor, sealed, SealedState.ACCEPTED, one_round=led)
    return led


@transaction.atomic
def leave_sealed(*, actor: User, sealed: SealedContact, why: str) -> None:
    """It is not counted, for the reason said. It is not deleted. Raises RuleError and Conflict."""
    require(actor, "settle", sealed)
    if not why.strip():
        raise RuleError(_("Say why the contact is not counted."), code="required", field="why")
    stand_in_line(actor)
    sealed = waiting(sealed)
    settle(actor, sealed, SealedState.LEFT, why=why.strip())
    record(actor, AuditAction.CONTACT_LEFT, sealed, reason=sealed.reason)


def waiting(sealed: SealedContact) -> SealedContact:
    """The row, locked; raises Conflict where somebody else was first."""
    found: SealedContact = (
        SealedContact.objects.select_for_update(of=("self",)).select_related("sender").get(pk=sealed.pk)
    )
    if not found.is_waiting:
        raise Conflict(_("Somebody else has already decided about this contact."), code="settled")
    return found


def free_key(sealed: SealedContact) -> UUID:
    """Its own, unless another version has been counted under it."""
    taken = Contact.objects.filter(organisation=sealed.organisation_id, submission_key=sealed.submission_key).exists()
    own: UUID = sealed.submission_key
    return uuid4() if taken else own


def settle(
    actor: User,
    sealed: SealedContact,
    state: SealedState,
    *,
    contact: Contact | None = None,
    one_round: Round | None = None,
    why: str = "",
) -> None:
    sealed.state, sealed.contact, sealed.round, sealed.settled_why = state, contact, one_round, why
    sealed.settled_by, sealed.settled_at = actor, timezone.now()
    sealed.save(update_fields=["state", "contact", "round", "settled_why", "settled_by", "settled_at"])
