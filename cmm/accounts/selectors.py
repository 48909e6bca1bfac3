"""Reads about accounts that shape a page."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from cmm.accounts.models import (
    Device,
    Invitation,
    OutsideLogin,
    Passkey,
    RoleAssignment,
    RoleProposal,
    Session,
    Totp,
    User,
)
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.context import Context, acting
from cmm.core.danish import danish


def users_with_roles(users: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Users by name with what a list shows of them, narrowed by words in name or e-mail."""
    if words:
        users = users.filter(Q(name__icontains=words) | Q(email__icontains=words))
    held = Prefetch(
        "role_assignments", RoleAssignment.objects.filter(ended_at__isnull=True).order_by("role"), to_attr="held"
    )
    waiting = Prefetch("role_proposals", RoleProposal.objects.filter(settled_at__isnull=True), to_attr="proposed")
    return users.select_related("organisation").prefetch_related(held, waiting).order_by(danish("name"), "pk")


def known_account(user_id: int, purpose: str = "login") -> User | None:
    """The open account of somebody who is on their way in, with its organisation."""
    with acting(Context(user_id, purpose)):
        found: User | None = User.objects.filter(pk=user_id, is_active=True).select_related("organisation").first()
    return found


def outside_login(issuer: str, subject: str) -> OutsideLogin | None:
    """Whose this subject of this issuer is, asked before anybody is known."""
    rows = OutsideLogin.objects.raw("SELECT * FROM sec.outside_login(%s, %s)", [issuer, subject])
    found: OutsideLogin | None = next(iter(rows), None)
    return found


def app_of(user: Any) -> Totp | None:
    return Totp.objects.filter(user=user.pk).first()


def passkeys_of(user: Any) -> QuerySet[Passkey]:
    return Passkey.objects.filter(user=user.pk)


MOST_SHOWN = 50
TOLD_FOR, MOST_TOLD = timedelta(days=90), 20
TOLD = (
    AuditAction.DEVICE_ARRIVED,
    AuditAction.FACTOR_ADDED,
    AuditAction.FACTOR_REMOVED,
    AuditAction.INVITATION_USED,
    AuditAction.OUTSIDE_LOGIN_BOUND,
    AuditAction.PASSWORD_CHANGED,
    AuditAction.RECOVERY_CODES_MADE,
    AuditAction.RECOVERY_USED,
)
SHOWN_OF_KEY = 16  # hexadecimal signs: 64 bits, of which nothing follows


@dataclass(frozen=True)
class LoggedIn:
    """``key`` is enough to end the session by, and to do nothing else."""

    session: Session
    key: str
    is_here: bool


def live_sessions(user: Any, here: str) -> list[LoggedIn]:
    """Where somebody is logged in now, this one first."""
    found = Session.objects.filter(user=user.pk, expires_at__gt=timezone.now()).select_related("device")
    newest = found.order_by("-began_at", "pk")[:MOST_SHOWN]
    return sorted(
        (LoggedIn(one, one.pk[:SHOWN_OF_KEY], one.pk == here) for one in newest), key=lambda one: not one.is_here
    )


def quiet_devices(user: Any) -> QuerySet[Device]:
    """Browsers somebody has logged in with, in which they are not logged in now."""
    live = Session.objects.filter(user=user.pk, expires_at__gt=timezone.now(), device__isnull=False).values("device")
    return Device.objects.filter(user=user.pk).exclude(pk__in=live).order_by("-seen_at", "pk")[:MOST_SHOWN]


def happened_to(user: Any) -> list[AuditEntry]:
    """What happened to somebody's way in, newest first, out of what the log holds in their own name."""
    since = timezone.now() - TOLD_FOR
    return list(
        AuditEntry.objects.filter(actor_id=user.pk, action__in=TOLD, at__gte=since).order_by("-at", "-id")[:MOST_TOLD]
    )


def waiting_roles(user: Any) -> QuerySet[RoleProposal]:
    """The roles that wait for a second administrator."""
    waiting = RoleProposal.objects.filter(user=user.pk, settled_at__isnull=True)
    return waiting.select_related("proposed_by", "user__organisation").order_by("role")


def waiting_invitation(user: Any) -> Invitation | None:
    """The invitation that can still be used, or waits for somebody to confirm it."""
    waiting = Invitation.objects.filter(user=user.pk, used_at__isnull=True, withdrawn_at__isnull=True)
    still = Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now())
    return waiting.filter(still).select_related("asked_by", "user").first()
