"""Once a night the whole log is proved, and everybody's look-ups are counted; both findings are kept for the page."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from cmm.accounts.scoping import require_role
from cmm.audit import anchors
from cmm.audit.enums import AuditAction, FindingKind
from cmm.audit.selectors import head
from cmm.audit.services import keep_finding, record
from cmm.audit.verifying import verify
from cmm.jobs.models import Job
from cmm.jobs.services import Claimed, enqueue
from cmm.oversight.rules import night_of
from cmm.oversight.selectors.patterns import Pattern, patterns_in, period_of

VERIFY, PATTERNS = "audit.verify", "audit.patterns"
NAMED = 20  # faults, and colleagues, that a finding names; the command tells every fault
DAYS = 30


@transaction.atomic
def promise_night() -> list[Job]:
    """Tonight's looks through the log are promised once, however often somebody rings."""
    night = night_of(timezone.localtime())
    return [enqueue(kind, key=f"{kind}:{night:%Y-%m-%d}", args={}) for kind in (VERIFY, PATTERNS)]


@transaction.atomic
def ask_for_proof(*, actor: Any) -> Job:
    """The log is proved now; asking again within the same minute asks for the same."""
    require_role(actor, "audit.view_auditentry")
    record(actor, AuditAction.LOG_READ, actor, part="proof")
    return enqueue(VERIFY, key=f"{VERIFY}:{timezone.now():%Y-%m-%dT%H:%M}", args={}, actor=actor)


def verify_log(job: Claimed, using: str = "default") -> None:
    """What the proof found is kept: how much was read, what is wrong, and how far the anchors reach."""
    report, last = verify(using), head()
    with job.finishing():
        keep_finding(
            FindingKind.CHAIN,
            entries=report.entries,
            faults=len(report.faults),
            first=[fault.told() for fault in report.faults[:NAMED]],
            blocks=last.number if last else 0,
            anchored=anchors.last_anchored(),
        )


def note_patterns(job: Claimed) -> None:
    """Whose month was far from the usual is kept, in numbers; what it means, a human finds out."""
    found = [one for one in patterns_in(*period_of(DAYS)) if one.standing_out]
    most = sorted(found, key=lambda one: (-len(one.standing_out), -one.figures["not_own"].value, one.actor_id))
    with job.finishing():
        keep_finding(FindingKind.PATTERNS, days=DAYS, users=[told_of(one) for one in most[:NAMED]])


def told_of(one: Pattern) -> dict[str, Any]:
    figures = {name: [one.figures[name].value, one.figures[name].usual] for name in one.standing_out}
    return {"user": one.actor_id, "figures": figures}
