"""Ways in for those who have none: an invitation by one, new access by two, and what is done with the link."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cmm.accounts.enums import InvitationKind
from cmm.accounts.models import Invitation, OutsideLogin, Passkey, RecoveryCode, Totp, User
from cmm.accounts.rules import INVITATION_LASTS, check_two
from cmm.accounts.scoping import require
from cmm.accounts.selectors import known_account
from cmm.accounts.services.codes import make_recovery_codes, set_up_app
from cmm.accounts.services.logins import end_all
from cmm.accounts.services.notices import have_seen, mark_told, tell_owner
from cmm.accounts.services.tickets import hashed
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.context import Context, acting
from cmm.core.errors import RuleError
from cmm.core.proof import require_proof, tell_proof

Link = tuple[Invitation, str]


@transaction.atomic
def invite(*, actor: User | None, user: User) -> Link:
    """A first way in, and the word of its link, which is told once. An earlier invitation serves no more.

    ``actor`` is None where the system invites. Raises ProofWanted.
    """
    if actor is not None:
        require(actor, "change", user)
    require_proof()
    if not is_invitable(user):
        raise RuleError(_("The account is in use. Give new access instead."), code="in_use")
    withdraw_waiting(user)
    invitation = Invitation.objects.create(user=user, kind=InvitationKind.FIRST, asked_by=actor)
    record(actor, AuditAction.USER_INVITED, user)
    return invitation, give_link(invitation)


def is_invitable(user: User) -> bool:
    """Whether nobody has taken the account yet: from then on it takes two to give it away again."""
    return not user.has_usable_password() and not user.invitations.filter(used_at__isnull=False).exists()


@transaction.atomic
def ask_for_reset(*, actor: User, user: User, checked_how: str) -> Invitation:
    """The actor has checked who somebody is that has lost password or second factor. Raises RuleError, ProofWanted."""
    require(actor, "change", user)
    if actor.pk == user.pk:
        raise RuleError(_("You cannot give yourself new access."), code="own_account")
    require_proof()
    withdraw_waiting(user)
    invitation = Invitation.objects.create(
        user=user, kind=InvitationKind.RESET, asked_by=actor, checked_how=checked_how
    )
    record(actor, AuditAction.RESET_ASKED, user)
    mark_told(user)
    return invitation


@transaction.atomic
def confirm_reset(*, actor: User, invitation: Invitation) -> Link:
    """Another administrator confirms, and is told the link. Raises RuleError, ProofWanted."""
    require(actor, "change", invitation.user)
    require_proof()
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.used_at or invitation.withdrawn_at or invitation.token_hash:
        raise RuleError(_("Somebody has answered meanwhile."), code="answered")
    check_two(asked_by=invitation.asked_by_id, confirmed_by=actor.pk)
    invitation.confirmed_by = actor
    invitation.save(update_fields=["confirmed_by"])
    record(actor, AuditAction.RESET_CONFIRMED, invitation.user)
    mark_told(invitation.user)
    return invitation, give_link(invitation)


def give_link(invitation: Invitation) -> str:
    word = secrets.token_urlsafe(32)
    invitation.token_hash, invitation.expires_at = hashed(word), timezone.now() + INVITATION_LASTS
    invitation.save(update_fields=["token_hash", "expires_at"])
    return word


def withdraw_waiting(user: User) -> int:
    waiting = Invitation.objects.filter(user=user.pk, used_at__isnull=True, withdrawn_at__isnull=True)
    return waiting.update(withdrawn_at=timezone.now())


def invitation_of(word: str) -> Invitation | None:
    """The invitation whose link this is, if it serves still. Asked before anybody is known."""
    found: Invitation | None = next(
        iter(Invitation.objects.raw("SELECT * FROM sec.invitation(%s)", [hashed(word)])), None
    )
    if found is None or found.used_at or found.withdrawn_at or found.expires_at is None:
        return None
    return found if found.expires_at > timezone.now() else None


def account_of(invitation: Invitation) -> User | None:
    """The open account it is for."""
    return known_account(invitation.user_id, "invitation")


@transaction.atomic
def accept(*, user: User, invitation: Invitation, password: str, secret: str, code: str) -> list[str]:
    """Password and app are set, whatever was there before is gone, and the link has served. Gives recovery codes.

    Raises RuleError.
    """
    with acting(Context(user.pk, "invitation")):
        tell_proof(user.pk, timezone.now())
        use(invitation)
        forget_ways_in(user)
        set_up_app(actor=user, secret=secret, code=code)
        user.set_password(password)
        user.save(update_fields=["password"])
        tell_owner(user, AuditAction.INVITATION_USED, kind=invitation.kind)
        codes = make_recovery_codes(actor=user)
        greet(user, invitation)
        return codes


@transaction.atomic
def accept_outside(*, user: User, invitation: Invitation, issuer: str, subject: str) -> None:
    """The account is whoever the organisation's log-in says has just come there with the link. Raises RuleError."""
    with acting(Context(user.pk, "invitation")):
        tell_proof(user.pk, timezone.now())
        use(invitation)
        forget_ways_in(user)
        user.set_unusable_password()
        user.save(update_fields=["password"])
        OutsideLogin.objects.create(user=user, issuer=issuer, subject=subject)
        tell_owner(user, AuditAction.OUTSIDE_LOGIN_BOUND)
        tell_owner(user, AuditAction.INVITATION_USED, kind=invitation.kind)
        greet(user, invitation)


def greet(user: User, invitation: Invitation) -> None:
    """What a new colleague sets up the first time is no news to them. New access is, to whoever had the account."""
    if invitation.kind == InvitationKind.FIRST:
        have_seen(actor=user)


def forget_ways_in(user: User) -> None:
    """Whatever opened the account before opens it no more, and whoever is logged in is out."""
    end_all(user)
    for model in (Totp, Passkey, RecoveryCode, OutsideLogin):
        model.objects.filter(user=user.pk).delete()


def use(invitation: Invitation) -> None:
    """The link serves once: of two at the same moment, one."""
    waiting = Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True, withdrawn_at__isnull=True)
    if not waiting.update(used_at=timezone.now()):
        raise RuleError(_("The link has been used."), code="used")
