"""One proposes that a case goes, another approves. Nothing goes here: see ``carrying``."""

from django.db import transaction
from django.utils import timezone

from cases.models import Case
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.context import case_at_hand
from cmm.oversight.retention.enums import Verdict
from cmm.oversight.retention.models import Destruction
from cmm.oversight.retention.rules import check_counted, check_proposal, check_reason, check_settling
from cmm.oversight.retention.selectors import kept_of, standing_hold, uncounted_years
from cmm.oversight.retention.services.speaking import speaking_of

ACTS = {
    Verdict.APPROVED: AuditAction.DESTRUCTION_APPROVED,
    Verdict.REFUSED: AuditAction.DESTRUCTION_REFUSED,
    Verdict.WITHDRAWN: AuditAction.DESTRUCTION_WITHDRAWN,
}


@transaction.atomic
def propose(*, actor: User, case: Case, basis: str, reason: str) -> Destruction:
    """Somebody else is asked whether the case goes. Raises RuleError, Conflict, ProofWanted."""
    require_role(actor, "retention.add_destruction")
    require(actor, "control_access", case)
    check_reason(reason)
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    until, held = kept_of(case).until, standing_hold(case) is not None
    check_proposal(basis=basis, closed_on=case.closed_on, until=until, today=timezone.localdate(), held=held)
    told = {"ref": case.ref, "kept_until": until, "basis": basis, "reason": reason.strip()}
    check_counted(basis=basis, uncounted=uncounted_years(case))
    destruction = Destruction(case=case, proposed_by=actor, **told)
    with speaking_of(Destruction):
        destruction.save(force_insert=True)
    record(actor, AuditAction.DESTRUCTION_PROPOSED, destruction, case_ref=case.ref, basis=basis)
    return destruction


def approve(*, actor: User, destruction: Destruction) -> Destruction:
    """The second of two has said that the case goes; it is carried out at night. Raises RuleError, ProofWanted."""
    return settle(actor, destruction, Verdict.APPROVED)


def refuse(*, actor: User, destruction: Destruction, reason: str) -> Destruction:
    """The case stays, and why. Raises RuleError."""
    check_reason(reason)
    return settle(actor, destruction, Verdict.REFUSED, reason.strip())


def withdraw(*, actor: User, destruction: Destruction) -> Destruction:
    """Whoever proposed it has thought better of it. Raises RuleError."""
    return settle(actor, destruction, Verdict.WITHDRAWN)


@transaction.atomic
def settle(actor: User, destruction: Destruction, verdict: Verdict, reason: str = "") -> Destruction:
    """Who settles it need not see the case: it is held for them, and they are told its number."""
    require(actor, "settle", destruction)
    with case_at_hand(destruction.case_id):
        case = Case.objects.select_for_update(of=("self",)).get(pk=destruction.case_id)
        held: Destruction = Destruction.objects.select_for_update(of=("self",)).get(pk=destruction.pk)
        check_settling(
            waits=held.waits,
            by=actor.pk,
            proposed_by=held.proposed_by_id,
            held=standing_hold(case) is not None,
            approves=verdict == Verdict.APPROVED,
        )
        if verdict == Verdict.APPROVED:
            check_counted(basis=held.basis, uncounted=uncounted_years(case))
        held.settled_as, held.settled_by, held.settled_at = verdict, actor, timezone.now()
        held.settled_reason = reason
        with speaking_of(Destruction):
            held.save(update_fields=["settled_as", "settled_by", "settled_at", "settled_reason"])
        record(actor, ACTS[verdict], held, case_ref=case.ref)
    return held
