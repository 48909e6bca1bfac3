"""Roles that take two: one administrator proposes, another gives. Who may be proposed what, ``people`` has judged."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cmm.accounts.models import RoleAssignment, RoleProposal, User
from cmm.accounts.rules import check_roles_fit, check_two
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError
from cmm.core.proof import require_proof


def propose_role(actor: User, user: User, role: str) -> None:
    """It waits for another administrator; proposed twice, it waits once."""
    require_proof()
    _proposal, is_new = RoleProposal.objects.get_or_create(
        user=user, role=role, settled_at__isnull=True, defaults={"proposed_by": actor}
    )
    if is_new:
        record(actor, AuditAction.ROLE_PROPOSED, user, role=role)


@transaction.atomic
def give_proposed(*, actor: User, proposal: RoleProposal) -> None:
    """Another administrator gives what one proposed. Raises RuleError, ProofWanted."""
    require(actor, "change", proposal.user)
    proposal = still_waiting(actor, proposal)
    check_two(asked_by=proposal.proposed_by_id, confirmed_by=actor.pk)
    check_roles_fit(roles=[proposal.role], organisation=proposal.user.organisation)
    if not proposal.user.is_active:
        raise RuleError(_("The account is closed. Open it first."), code="closed")
    # The role before its answer: the policy of roles lets it in while the proposal of another waits.
    if not proposal.user.role_assignments.filter(role=proposal.role, ended_at__isnull=True).exists():
        give_role(actor, proposal.user, proposal.role)
    settle(actor, proposal, was_given=True)


@transaction.atomic
def turn_down(*, actor: User, proposal: RoleProposal) -> None:
    """Nothing is given. Whoever proposed it may take it back so. Raises RuleError, ProofWanted."""
    require(actor, "change", proposal.user)
    proposal = still_waiting(actor, proposal)
    settle(actor, proposal, was_given=False)
    record(actor, AuditAction.ROLE_TURNED_DOWN, proposal.user, role=proposal.role)


def still_waiting(actor: User, proposal: RoleProposal) -> RoleProposal:
    if actor.pk == proposal.user_id:
        raise RuleError(_("You cannot change your own roles."), code="own_roles")
    require_proof()
    found = RoleProposal.objects.select_for_update(of=("self",)).select_related("user").get(pk=proposal.pk)
    if found.settled_at:
        raise RuleError(_("Somebody has answered meanwhile."), code="answered")
    return found


def settle(actor: User, proposal: RoleProposal, *, was_given: bool) -> None:
    proposal.settled_by, proposal.settled_at, proposal.was_given = actor, timezone.now(), was_given
    proposal.save(update_fields=["settled_by", "settled_at", "was_given"])


def drop_proposals(actor: User, user: User) -> None:
    """Whatever waits for somebody whose account closes is not given."""
    for proposal in RoleProposal.objects.filter(user=user.pk, settled_at__isnull=True):
        settle(actor, proposal, was_given=False)


def give_role(actor: User | None, user: User, role: str) -> None:
    """The role is held from now on. Those that take two are let in by the database only while a proposal waits."""
    require_proof()
    RoleAssignment.objects.create(user=user, role=role, given_by=actor)
    record(actor, AuditAction.ROLE_GIVEN, user, role=role)


def take_role(actor: User, user: User, role: str) -> None:
    """At once and by one: who must go must be able to go."""
    require_proof()
    user.role_assignments.filter(role=role, ended_at__isnull=True).update(ended_at=timezone.now())
    record(actor, AuditAction.ROLE_TAKEN, user, role=role)
