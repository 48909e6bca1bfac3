"""What phones send is opened, judged by everybody's form and everybody's verb, and answered contact by contact."""

import json
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from cases.outreach.enums import Reason, SealedState
from cases.outreach.models import Contact, Round, SealedContact, SealingKey
from cases.outreach.models.sealed import LATE
from cases.outreach.parcels import Clocks, Content, Misshapen, Parcel, content_of
from cases.outreach.services.batches import record_contacts
from cases.outreach.services.contacts import ContactFacts, Meeting, stand_in_line
from cases.outreach.services.keys import hash_of
from cases.outreach.services.outings import ReadTerms, act_of, stored
from cmm.accounts.models import User
from cmm.accounts.scoping import require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record_all
from cmm.crypto.cipher import Unreadable
from cmm.crypto.envelopes import open_envelope

# How the forms of one sending are read: the facts of each, or why there are none. It is a page's form (views).
ReadContacts = Callable[[Sequence[Mapping[str, list[str]]]], list[ContactFacts | Reason]]


@dataclass(frozen=True)
class Read:
    contacts: ReadContacts
    terms: ReadTerms


@transaction.atomic
def receive(*, actor: User, parcels: Sequence[Parcel], clocks: Clocks, read: Read) -> list[SealedContact]:
    """Each parcel's row, in their order: counted, or put aside for the leader. Sent again, it is the row from before.

    All of them are the actor's own; a parcel of somebody else is none that a page lets through.
    """
    require_role(actor, "outreach.add_sealedcontact")
    stand_in_line(actor)
    rows = known_of(actor, parcels)
    fresh = list({one.names: one for one in parcels if one.names not in rows}.values())
    made = judged(actor, sorted(fresh, key=lambda one: one.at), clocks, read)
    SealedContact.objects.bulk_create(made)
    aside = [row for row in made if row.is_waiting]
    record_all(actor, AuditAction.CONTACT_ASIDE, [(row, {"reason": row.reason}) for row in aside])
    rows |= {(row.submission_key, row.digest): row for row in made}
    return [rows[one.names] for one in parcels]


def known_of(actor: User, parcels: Sequence[Parcel]) -> dict[tuple[UUID, str], SealedContact]:
    keys = {one.submission_key for one in parcels}
    rows = SealedContact.objects.of(actor).filter(submission_key__in=keys).select_related("contact", "round")
    return {(row.submission_key, row.digest): row for row in rows}


@dataclass
class Opened:
    """A parcel on its way to a row."""

    parcel: Parcel
    moment: datetime | None
    content: Content | None = None
    facts: ContactFacts | None = None
    outcome: Contact | Round | Reason | None = None


def judged(actor: User, parcels: Sequence[Parcel], clocks: Clocks, read: Read) -> list[SealedContact]:
    if not parcels:
        return []
    ways = [Opened(one, clocks.moment(one.at)) for one in parcels]
    open_all(actor, ways)
    store_outings(actor, ways, read.terms)
    legible = [one for one in ways if one.outcome is None and one.content]
    for one, told in zip(legible, read.contacts([one.content.fields for one in legible if one.content]), strict=True):
        if isinstance(told, Reason):
            one.outcome = told
        else:
            one.facts = told
    ready = [one for one in legible if one.facts]
    meetings = [Meeting(one.facts, actor, one.moment) for one in ready if one.facts and one.moment]
    for one, outcome in zip(ready, record_contacts(actor=actor, meetings=meetings), strict=True):
        one.outcome = outcome
    return [row_of(actor, one, clocks.server) for one in ways]


def store_outings(actor: User, ways: Sequence[Opened], read: ReadTerms) -> None:
    """Rounds first, in the order of the night: the contacts of a round name it by the key of its beginning."""
    for one in ways:
        if one.outcome is None and one.content and one.moment and act_of(one.content.fields):
            one.outcome = stored(actor, actor, one.content.fields, one.moment, read)


def open_all(actor: User, ways: Sequence[Opened]) -> None:
    """Each with a key of the organisation, in use or retired; an unknown or destroyed one opens nothing."""
    keys = SealingKey.objects.allowed(actor).filter(pk__in={one.parcel.key_id for one in ways})
    private = {key.pk: key.private.reveal() for key in keys if key.private is not None}
    for one in ways:
        try:
            one.content = opened(one.parcel, private[one.parcel.key_id])
        except (KeyError, Unreadable, Misshapen):
            one.outcome = Reason.UNREADABLE
            continue
        if one.moment is None:
            one.outcome = Reason.CLOCK


def opened(parcel: Parcel, private: str) -> Content:
    """Raises Unreadable, and Misshapen where what was closed is not what stands beside it."""
    place = SealedContact.place(parcel.sender_id, parcel.key_id, parcel.submission_key)
    content = content_of(open_envelope(parcel.sealed, private=private, bound_to=place))
    if content.at != parcel.at or content.fields.get("submission_key") != [str(parcel.submission_key)]:
        raise Misshapen("another contact's")
    return content


def row_of(actor: User, one: Opened, now: datetime) -> SealedContact:
    contact = one.outcome if isinstance(one.outcome, Contact) else None
    one_round = one.outcome if isinstance(one.outcome, Round) else None
    led = bool(contact or one_round)
    return SealedContact(
        organisation=actor.organisation,
        sender=actor,
        submission_key=one.parcel.submission_key,
        digest=one.parcel.digest,
        key_id=one.parcel.key_id,
        sealed=None if led else one.parcel.sealed,
        sealed_at=one.moment,
        received_at=now,
        late=bool(one.moment and now - one.moment > LATE),
        state=SealedState.COUNTED if led else SealedState.ASIDE,
        reason="" if led else str(one.outcome),
        contact=contact,
        round=one_round,
    )


def fields_of(sealed: SealedContact) -> dict[str, list[str]] | None:
    """What was written in a contact that was put aside; nothing where it cannot be opened."""
    key: Any = SealingKey.objects.filter(organisation=sealed.organisation_id, pk=sealed.key_id).first()
    if key is None or key.private is None or sealed.sealed is None:
        return None
    place = SealedContact.place(sealed.sender_id, sealed.key_id, sealed.submission_key)
    try:
        plain = open_envelope(bytes(sealed.sealed), private=key.private.reveal(), bound_to=place)
        return dict(content_of(plain).fields)
    except (Unreadable, Misshapen):
        return None


def leave_for_leader(*, token: str, parcels: Sequence[Parcel], clocks: Clocks, waiting: int) -> bool:
    """What a closed account still had on its phone lies with the leader, sealed as it came, and once.

    The token is who asks. Of an account that may record nothing is stored, and the answer is no.
    """
    told = [left(one, clocks) for one in parcels]
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.leave_sealed(%s, %s, %s)", [hash_of(token), json.dumps(told), waiting])
        return bool(cursor.fetchone()[0])


def left(parcel: Parcel, clocks: Clocks) -> dict[str, Any]:
    moment = clocks.moment(parcel.at)
    return {
        "key": str(parcel.submission_key),
        "digest": parcel.digest,
        "seal": str(parcel.key_id),
        "body": b64encode(parcel.sealed).decode(),
        "at": moment and moment.isoformat(),
        "now": clocks.server.isoformat(),
        "late": bool(moment and clocks.server - moment > LATE),
    }
