"""Answering an assessment: decided by another person than its authors, or returned."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from cases.enums import CaseStatus
from cases.models import Case
from cases.services import move_case
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from identification.enums import AssessmentState
from identification.models import Assessment, StatusDecision
from identification.rules.ages import check_age
from identification.rules.elements import check_outcome
from identification.rules.steps import (
    check_case_waits,
    check_competence,
    check_decision_day,
    check_decision_reason,
    check_four_eyes,
    check_return_note,
    check_unchanged,
    check_waiting,
    status_after,
)
from identification.selectors.texts import author_ids, grounds_of, inquired_on, opinion_giver_ids, previous_decision
from identification.services.locks import lock_assessment


@transaction.atomic
def return_assessment(*, actor: User, assessment: Assessment, note: str) -> Assessment:
    """The assessment is back with those who prepare it, with a note of what is missing. Raises RuleError, Conflict.

    The case goes back with it, unless somebody has closed it or taken it up again meanwhile.
    """
    require(actor, "decide", assessment)
    case, assessment = lock_assessment(assessment)
    check_waiting(assessment.state)
    check_competence(authority=case.authority, organisation=actor.organisation.code)
    check_return_note(note)
    assessment.state = AssessmentState.RETURNED
    assessment.returned_by, assessment.returned_at, assessment.return_note = actor, timezone.now(), note.strip()
    assessment.save(update_fields=["state", "returned_by", "returned_at", "return_note"])
    if case.status == CaseStatus.AWAITING_DECISION:
        move_case(actor=actor, case=case, to=CaseStatus.IN_CLARIFICATION, under="decide")
    record(actor, AuditAction.ASSESSMENT_RETURNED, assessment, case_ref=case.ref, version=assessment.version)
    return assessment


@transaction.atomic
def decide_assessment(
    *,
    actor: User,
    assessment: Assessment,
    version: int,
    outcome: str,
    decided_on: date,
    reason: str = "",
    age: int | None = None,
) -> StatusDecision:
    """The case has a decision in force, and stands where the decision puts it.

    The case stays locked throughout: of two who decide at once, one decides and the other gets Conflict.
    Without a ``reason`` the decision rests on the recommendation's. ``age`` is the person's in years on that day, where
    it is known. Raises RuleError, Conflict.
    """
    require(actor, "decide", assessment)
    case, assessment = lock_assessment(assessment)
    check_waiting(assessment.state)
    check_case_waits(case.status)
    check_unchanged(read=version, now=assessment.version)
    check_four_eyes(actor.pk, author_ids(assessment), opinion_giver_ids(assessment))
    check_competence(authority=case.authority, organisation=actor.organisation.code)
    check_outcome(outcome, grounds_of(assessment), case.victim.age_band)
    check_decision_reason(outcome=outcome, recommendation=assessment.recommendation, reason=reason)
    check_day(case, decided_on)
    check_age(age, case.victim.age_band)

    settle(assessment, outcome, case.victim.age_band, age)
    StatusDecision.objects.filter(case=case, in_force=True).update(in_force=False)
    said = {"outcome": outcome, "decided_on": decided_on, "reason": reason.strip() or assessment.reasons}
    by = {"authority": case.authority, "prepared_by": assessment.prepared_by, "decided_by": actor}
    decision = StatusDecision.objects.create(case=case, assessment=assessment, **said, **by)
    move_case(actor=actor, case=case, to=status_after(outcome), under="decide", on=max(decided_on, case.opened_on))
    record(actor, AuditAction.ASSESSMENT_DECIDED, assessment, case_ref=case.ref, outcome=outcome)
    return decision


def check_day(case: Case, decided_on: date) -> None:
    previous = previous_decision(case)
    check_decision_day(
        decided_on=decided_on,
        inquired_on=inquired_on(case),
        previous_on=previous.decided_on if previous else None,
        today=timezone.localdate(),
    )


def settle(assessment: Assessment, outcome: str, age_band: str, age: int | None) -> None:
    """The text is final: the database refuses any later change."""
    assessment.state, assessment.outcome = AssessmentState.DECIDED, outcome
    assessment.age_band, assessment.age_years = age_band, age
    assessment.save(update_fields=["state", "outcome", "age_band", "age_years"])
