"""Groups, who sits in them, and what they agree on."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from cases.enums import Region
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.speaking import speaking
from reports.coordination.models import Agreement, Contact, Forum
from reports.coordination.rules import check_agreed, check_reachable, check_settled, check_standing


@dataclass(frozen=True)
class NewForum:
    """What a group is called, and how often it meets."""

    kind: str
    name: str
    region: str = Region.UNKNOWN
    meets: str = ""


@dataclass(frozen=True)
class NewContact:
    """Who sits there, for whom, and how they are reached at work."""

    house: str
    name: str
    task: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class NewAgreement:
    """What is agreed, who does it, and until when."""

    what: str
    owner: str
    agreed_on: date
    due_on: date


@transaction.atomic
def add_forum(*, actor: User, new: NewForum) -> Forum:
    """There is such a group. Raises ValidationError."""
    require_role(actor, "coordination.add_forum")
    forum = Forum(**vars(new), added_by=actor)
    forum.full_clean(exclude=["added_by"])
    with speaking(Forum):
        forum.save(force_insert=True)
    record(actor, AuditAction.FORUM_ADDED, forum, kind=str(forum.kind))
    return forum


@transaction.atomic
def change_forum(*, actor: User, forum: Forum, new: NewForum) -> Forum:
    """The group is called so, and meets so; who sits there and what is agreed stays. Raises ValidationError."""
    require(actor, "change", forum)
    forum = Forum.objects.select_for_update(of=("self",)).get(pk=forum.pk)
    forum.kind, forum.name, forum.region, forum.meets = new.kind, new.name, new.region, new.meets
    forum.full_clean(exclude=["added_by"])
    with speaking(Forum):
        forum.save(update_fields=["kind", "name", "region", "meets"])
    record(actor, AuditAction.FORUM_CHANGED, forum, kind=str(forum.kind))
    return forum


@transaction.atomic
def add_contact(*, actor: User, forum: Forum, new: NewContact) -> Contact:
    """Somebody sits in the group, and is reached so, as of today. Raises RuleError."""
    require(actor, "change", forum)
    check_reachable(phone=new.phone, email=new.email)
    contact = Contact(forum=forum, **vars(new), confirmed_on=timezone.localdate(), confirmed_by=actor)
    contact.full_clean(exclude=["forum", "confirmed_by"])
    contact.save(force_insert=True)
    record(actor, AuditAction.CONTACT_LISTED, contact, forum=forum.pk)
    return contact


@transaction.atomic
def confirm_contact(*, actor: User, contact: Contact) -> Contact:
    """Somebody has made sure today that the contact holds. Raises Conflict."""
    require(actor, "change", contact)
    contact = held(contact)
    contact.confirmed_on, contact.confirmed_by = timezone.localdate(), actor
    contact.save(update_fields=["confirmed_on", "confirmed_by"])
    record(actor, AuditAction.CONTACT_LISTED, contact, forum=contact.forum_id)
    return contact


@transaction.atomic
def end_contact(*, actor: User, contact: Contact) -> Contact:
    """The contact is off the list. Raises Conflict."""
    require(actor, "change", contact)
    contact = held(contact)
    contact.ended_at, contact.ended_by = timezone.now(), actor
    contact.save(update_fields=["ended_at", "ended_by"])
    record(actor, AuditAction.CONTACT_UNLISTED, contact, forum=contact.forum_id)
    return contact


def held(contact: Contact) -> Contact:
    found: Contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    check_standing(ended=found.ended_at is not None)
    return found


@transaction.atomic
def agree(*, actor: User, forum: Forum, new: NewAgreement) -> Agreement:
    """The group has agreed on something. Raises RuleError."""
    require(actor, "change", forum)
    check_agreed(agreed_on=new.agreed_on, due_on=new.due_on, today=timezone.localdate())
    agreement = Agreement(forum=forum, **vars(new), entered_by=actor)
    agreement.full_clean(exclude=["forum", "entered_by"])
    agreement.save(force_insert=True)
    record(actor, AuditAction.AGREEMENT_ENTERED, agreement, forum=forum.pk, due=new.due_on.isoformat())
    return agreement


@transaction.atomic
def settle_agreement(*, actor: User, agreement: Agreement, on: date, outcome: str) -> Agreement:
    """What came of it. Raises RuleError, Conflict."""
    require(actor, "change", agreement)
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    check_settled(
        done=agreement.done_on is not None,
        agreed_on=agreement.agreed_on,
        on=on,
        outcome=outcome,
        today=timezone.localdate(),
    )
    agreement.done_on, agreement.outcome, agreement.settled_by = on, outcome.strip(), actor
    agreement.save(update_fields=["done_on", "outcome", "settled_by"])
    record(actor, AuditAction.AGREEMENT_SETTLED, agreement, forum=agreement.forum_id)
    return agreement
