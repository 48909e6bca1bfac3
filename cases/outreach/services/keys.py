"""Verbs about phones and the keys they close contacts with."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.outreach.models import Phone, SealingKey
from cases.outreach.selectors.keys import closed_for
from cases.outreach.services.contacts import stand_in_line
from cmm.accounts.models import Organisation, User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import Conflict, RuleError
from cmm.crypto.envelopes import new_pair


@dataclass(frozen=True)
class Ready:
    """A phone, and the token it is told once."""

    phone: Phone
    token: str = field(repr=False)


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def make_ready(*, actor: User) -> Ready:
    """This browser may record without a network; the organisation's first phone makes its key too."""
    require_role(actor, "outreach.add_phone")
    lock_keys(actor)
    if not SealingKey.objects.filter(organisation=actor.organisation_id).in_use().exists():
        make_key(actor)
    token = secrets.token_urlsafe(32)
    phone = Phone.objects.create(organisation=actor.organisation, user=actor, token_hash=hash_of(token))
    record(actor, AuditAction.PHONE_READY, phone)
    return Ready(phone, token)


def lock_keys(actor: User) -> None:
    Organisation.objects.select_for_update(no_key=True).get(pk=actor.organisation_id)


def make_key(actor: User) -> SealingKey:
    pair = new_pair()
    key = SealingKey(organisation=actor.organisation, public=pair.public)
    key.private = pair.private
    key.save(force_insert=True)
    record(actor, AuditAction.PHONE_KEY_MADE, key)
    return key


@transaction.atomic
def change_key(*, actor: User, key: SealingKey) -> SealingKey:
    """From now on phones close for another key; what they closed for the old one still opens. Twice is once."""
    require(actor, "change", key)
    lock_keys(actor)
    retired = SealingKey.objects.in_use().filter(pk=key.pk).update(retired_at=timezone.now())
    if retired:
        return make_key(actor)
    in_use: SealingKey = SealingKey.objects.in_use().get(organisation=actor.organisation_id)
    return in_use


@transaction.atomic
def destroy_key(*, actor: User, key: SealingKey, told: int) -> None:
    """The private half of a retired key is gone: what is still closed for it is read by nobody, ever.

    ``told`` is how many lie so with the leader, as it was read. Raises RuleError where the key is in use, and Conflict
    where something has come since.
    """
    require(actor, "change", key)
    key = SealingKey.objects.select_for_update().get(pk=key.pk)
    if key.retired_at is None:
        raise RuleError(_("The key is in use. Change it first."), code="in_use")
    if key.destroyed_at is not None:
        return
    stand_in_line(actor)  # nothing arrives between the count and the end
    (lying,) = closed_for([key])
    if lying.all != told:
        raise Conflict(
            _("Meanwhile the number of contacts closed for this key has changed. Read it again."), code="more"
        )
    key.private, key.destroyed_at = None, timezone.now()
    key.save(update_fields=["private", "destroyed_at"])
    record(actor, AuditAction.PHONE_KEY_DESTROYED, key)


@transaction.atomic
def hear_from(*, actor: User, token: str, waiting: int, since: datetime | None) -> None:
    """The phone was here, and said how many wait on it and since when. It is believed: who else would know?"""
    told = {
        "seen_at": timezone.now(),
        "waiting": waiting,
        "waiting_since": (since or timezone.now()) if waiting else None,
    }
    Phone.objects.allowed(actor, "change").filter(user=actor).shown_by(hash_of(token)).update(**told)
