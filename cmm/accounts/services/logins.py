"""Logging in, in two steps; proving once more who one is; and the browsers and sessions one is logged in with."""

import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cmm.accounts.arriving import Arrival
from cmm.accounts.models import Device, Passkey, Session, Totp, User
from cmm.accounts.services.codes import takes_code, takes_recovery_code
from cmm.accounts.services.guesses import guessing
from cmm.accounts.services.notices import tell_owner
from cmm.accounts.services.passkeys import takes_passkey
from cmm.accounts.services.tickets import hashed
from cmm.audit.enums import AuditAction, EventKind
from cmm.audit.services import record
from cmm.core.context import Context, acting
from cmm.core.errors import RuleError

LOGIN = "login"


def first_step(*, email: str, arrived: Arrival, is_right: Callable[[], User | None]) -> User | None:
    """Whose address and password these are, as ``is_right`` says. Raises Slowed before it is asked."""
    address = email.strip().casefold()
    with guessing("password", address, place_of(User.objects.called(email), arrived)) as attempt:
        user = is_right()
        attempt.right = user is not None
    return user


def place_of(user: User | None, arrived: Arrival) -> str:
    """What a try counts for: a browser that is known for the account, wherever it is; else the net."""
    with acting(Context(user.pk if user else 0, LOGIN)):
        known = Device.objects.filter(user=user.pk if user else 0, token_hash=hashed(arrived.device)).exists()
    return f"device {arrived.device}" if known and arrived.device else f"net {arrived.net}"


def second_step(*, user: User, code: str, answer: str, arrived: Arrival, recovers: bool = True) -> bool:
    """Whether ``code`` is of the user's app, or one for whoever has lost it, or ``answer`` of a passkey of theirs.

    Raises Slowed.
    """
    with guessing("second", str(user.pk), place_of(user, arrived)) as attempt, acting(Context(user.pk, LOGIN)):
        attempt.right = takes_passkey(user, answer) if answer else takes_code(user, code)
        if not attempt.right and code and recovers and takes_recovery_code(user, code):
            tell_owner(user, AuditAction.RECOVERY_USED, event=EventKind.RECOVERED)
            attempt.right = True
    return attempt.right


def has_second_factor(user: User) -> bool:
    with acting(Context(user.pk, LOGIN)):
        return Totp.objects.filter(user=user.pk).exists() or Passkey.objects.filter(user=user.pk).exists()


def has_passkey(user: User) -> bool:
    with acting(Context(user.pk, LOGIN)):
        return Passkey.objects.filter(user=user.pk).exists()


def know_device(user: User, arrived: Arrival) -> tuple[Device, str]:
    """The browser somebody has logged in with all the way, and the word it is known by again: a new one each time."""
    word, now = secrets.token_urlsafe(32), timezone.now()
    facts = {"browser": arrived.browser, "system": arrived.system, "network": arrived.network, "seen_at": now}
    with acting(Context(user.pk, LOGIN)):
        known = Device.objects.filter(user=user.pk, token_hash=hashed(arrived.device)).first()
        if known is None:
            if is_told_of(user):
                tell_owner(user, AuditAction.DEVICE_ARRIVED, browser=arrived.browser, system=arrived.system)
            return Device.objects.create(user=user, token_hash=hashed(word), **facts), word
        Device.objects.filter(pk=known.pk).update(token_hash=hashed(word), **facts)
    return known, word


def is_told_of(user: User) -> bool:
    """Their first browser is no news to them; a demonstration's log-ins are everybody's, from a new one each time."""
    return not settings.CMM_PASSWORD_ALONE and Device.objects.filter(user=user.pk).exists()


@transaction.atomic
def end_session(*, actor: User, key_hash: str) -> None:
    """A session of the actor's own is over, on its next request."""
    ended, _rows = Session.objects.filter(user=actor.pk, key_hash=key_hash).delete()
    if ended:
        record(actor, AuditAction.SESSIONS_ENDED, actor, sessions=ended)


@transaction.atomic
def end_other_sessions(*, actor: User, but: str) -> None:
    """Every session of the actor's own but this one is over."""
    ended, _rows = Session.objects.filter(user=actor.pk).exclude(key_hash=but).delete()
    record(actor, AuditAction.SESSIONS_ENDED, actor, sessions=ended)


@transaction.atomic
def forget_device(*, actor: User, device: Device) -> None:
    """The browser is known no more, and whoever is logged in there is out."""
    if device.user_id != actor.pk:
        raise RuleError(_("This is not a browser of yours."), code="not_yours")
    ended, _rows = Session.objects.filter(device=device.pk, user=actor.pk).delete()
    record(actor, AuditAction.SESSIONS_ENDED, actor, sessions=ended)
    device.delete()


def end_all(user: Any) -> None:
    """Whoever administers an account ends what is open under it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.end_sessions(%s)", [user.pk])
