"""Compensation."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from cases.models import Case
from cases.services import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from identification.followup.models import Claim
from identification.followup.rules import check_day
from identification.followup.rules.claims import check_claimed, check_decision
from identification.followup.services.keeping import enter, opened
from identification.services.keeping import lock_standing


@dataclass(frozen=True)
class NewClaim:
    """Who is asked for how much."""

    body: str
    claimed_on: date
    claimed: int


@transaction.atomic
def record_claim(*, actor: User, case: Case, new: NewClaim) -> Claim:
    """The person asks for compensation. Raises RuleError."""
    case = opened(actor, case)
    check_day(new.claimed_on, opened_on=case.opened_on, today=timezone.localdate(), field="claimed_on")
    check_claimed(new.claimed)
    return enter(actor, Claim(case=case, **vars(new)), AuditAction.CLAIM_RECORDED, body=new.body)


@transaction.atomic
def decide_claim(*, actor: User, claim: Claim, outcome: str, on: date, granted: int) -> Claim:
    """What came of the claim. Raises RuleError, Conflict."""
    require(actor, "write_journal", claim)
    case, claim = lock_standing(claim)
    check_decision(
        decided=bool(claim.outcome),
        outcome=outcome,
        granted=granted,
        claimed=claim.claimed,
        on=on,
        claimed_on=claim.claimed_on,
        today=timezone.localdate(),
    )
    claim.outcome, claim.decided_on, claim.granted, claim.decided_by = outcome, on, granted, actor
    claim.save(update_fields=["outcome", "decided_on", "granted", "decided_by"])
    touch(case)
    record(actor, AuditAction.CLAIM_DECIDED, claim, case_ref=case.ref, number=claim.number, outcome=outcome)
    return claim
