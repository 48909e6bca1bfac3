"""Verbs about organisations, accounts and roles."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from cmm.accounts.enums import TAKES_TWO
from cmm.accounts.models import Organisation, User
from cmm.accounts.rules import check_roles_fit
from cmm.accounts.scoping import require, require_role
from cmm.accounts.services.invitations import withdraw_waiting
from cmm.accounts.services.logins import end_all
from cmm.accounts.services.notices import tell_owner
from cmm.accounts.services.proposals import drop_proposals, give_role, propose_role, take_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError


@transaction.atomic
def found_organisation(*, code: str, name_da: str, kind: str, valid_from: Any, **facts: Any) -> Organisation:
    """An organisation exists, with the group its grants are given to."""
    group, _created = Group.objects.get_or_create(name=f"organisation:{code}")
    organisation = Organisation(code=code, name_da=name_da, kind=kind, valid_from=valid_from, group=group, **facts)
    organisation.full_clean()
    organisation.save()
    return organisation


@transaction.atomic
def open_account(*, actor: User, email: str, name: str, organisation: Organisation, roles: Collection[str]) -> User:
    """A colleague holds ``roles`` and is to be invited (``invite``): nobody else ever knows a password of theirs. Roles
    that take two wait for another administrator.

    Raises RuleError where the address is taken or a role does not belong in the organisation, and ProofWanted.
    """
    require_role(actor, "accounts.add_user")
    check_in_charge(actor, organisation)
    check_roles_fit(roles=roles, organisation=organisation)
    if User.objects.filter(email__iexact=email).exists():
        raise RuleError(_("There is already an account with this e-mail."), code="email_taken", field="email")
    user = User(email=email.lower(), name=name, organisation=organisation)
    user.set_unusable_password()
    user.full_clean()
    user.save()
    record(actor, AuditAction.USER_CREATED, user, organisation=organisation.code)
    for role in sorted(roles):
        (propose_role if role in TAKES_TWO else give_role)(actor, user, role)
    return user


def check_in_charge(actor: User, organisation: Organisation) -> None:
    """One's own, and for CMM those that have no two administrators of their own. Raises RuleError."""
    if not Organisation.objects.allowed(actor).filter(pk=organisation.pk).exists():
        raise RuleError(_("You only administer your own organisation."), code="not_in_charge", field="organisation")


@transaction.atomic
def change_roles(*, actor: User, user: User, roles: Collection[str]) -> None:
    """The user holds exactly ``roles`` from now on; it works on the user's next request. New ones that take two wait
    for another administrator.

    Nobody changes their own roles. Raises RuleError.
    """
    require(actor, "change", user)
    if actor.pk == user.pk:
        raise RuleError(_("You cannot change your own roles."), code="own_roles", field="roles")
    check_roles_fit(roles=roles, organisation=user.organisation)
    User.objects.select_for_update().get(pk=user.pk)
    held = set(user.role_assignments.filter(ended_at__isnull=True).values_list("role", flat=True))
    for role in sorted(set(roles) - held):
        (propose_role if role in TAKES_TWO else give_role)(actor, user, role)
    for role in sorted(held - set(roles)):
        take_role(actor, user, role)
    user.__dict__.pop("roles", None)


@transaction.atomic
def close_account(*, actor: User, user: User) -> None:
    """The account is closed at once: the next request of any of its sessions meets the log-in page."""
    require(actor, "change", user)
    if actor.pk == user.pk:
        raise RuleError(_("You cannot close your own account."), code="own_account")
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_all(user)
    withdraw_waiting(user)
    drop_proposals(actor, user)
    record(actor, AuditAction.USER_CLOSED, user)


@transaction.atomic
def reopen_account(*, actor: User, user: User) -> None:
    """A closed account can log in again with the roles it still holds; those that take two are proposed anew."""
    require(actor, "change", user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(actor, AuditAction.USER_REOPENED, user)
    for role in user.role_assignments.filter(ended_at__isnull=True, role__in=TAKES_TWO).values_list("role", flat=True):
        take_role(actor, user, role)
        propose_role(actor, user, role)


@transaction.atomic
def change_password(*, actor: User, password: str) -> None:
    """The user's own password is replaced; other sessions end."""
    actor.set_password(password)
    actor.save(update_fields=["password"])
    tell_owner(actor, AuditAction.PASSWORD_CHANGED)


def choose_language(*, actor: User, language: str) -> None:
    """The user's pages are in ``language`` from the next one on. A taste, not an act: it is not logged."""
    User.objects.filter(pk=actor.pk).update(language=language)
