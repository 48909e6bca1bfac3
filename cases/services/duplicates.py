"""Persons who may be one: a check over all rows by the worker, and a coordinator's judgement of what it found."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.models import DuplicateProposal, Identity
from cases.rules.duplicates import check_settlement
from cases.selectors.duplicates import Likely, likely_among
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.jobs.services import Claimed, enqueue

FIND = "cases.find_duplicates"


def promise_check(identity: Identity) -> None:
    """In the transaction of the act that made it needful. Whoever acts is told nothing of what it finds."""
    enqueue(FIND, key=f"{FIND}:{identity.pk}:{identity.version}", args={"identity": str(identity.pk)})


def find_duplicates(job: Claimed) -> None:
    """Every person is compared, behind walls too: this runs as the system and speaks to the coordinator alone."""
    identity: Any = Identity.objects.filter(pk=job.args["identity"]).first()
    with job.finishing():
        for likely in likely_among(identity, Identity.objects.all()) if identity else []:
            propose(identity, likely)


def propose(identity: Identity, likely: Likely) -> None:
    """One pair once: what a coordinator judged is not proposed again, and what waits says what speaks for it now."""
    here, there = (identity.victim_id, identity.case_id), (likely.victim_id, likely.case_id)
    (first, first_case), (second, second_case) = sorted((here, there))
    told = {
        "first_case_id": first_case,
        "second_case_id": second_case,
        "score": round(100 * likely.likeness.score),
        "reasons": list(likely.likeness.reasons),
    }
    proposal, made = DuplicateProposal.objects.get_or_create(first_id=first, second_id=second, defaults=told)
    if not made and proposal.is_open:
        DuplicateProposal.objects.unsettled().filter(pk=proposal.pk).update(**told)


@transaction.atomic
def settle_duplicate(*, actor: User, proposal: DuplicateProposal, verdict: str, why: str) -> DuplicateProposal:
    """A coordinator who may open both sides judges whether they are one person. Raises RuleError, Conflict."""
    require_role(actor, "cases.settle_duplicateproposal")
    require(actor, "view", proposal.first_case)
    require(actor, "view", proposal.second_case)
    proposal = DuplicateProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    check_settlement(settled=not proposal.is_open, verdict=verdict, why=why)
    proposal.verdict, proposal.why = verdict, why.strip()
    proposal.settled_by, proposal.settled_at = actor, timezone.now()
    proposal.save(update_fields=["verdict", "why", "settled_by", "settled_at"])
    refs = {"first": proposal.first_case.ref, "second": proposal.second_case.ref}
    record(actor, AuditAction.DUPLICATE_SETTLED, proposal, verdict=verdict, **refs)
    return proposal
