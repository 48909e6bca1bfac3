"""An appeal against the decision in force, and its outcome."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.enums import Authority, CaseStatus
from cases.models import Case, Code
from cases.services import move_case, touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from identification.enums import AppealOutcome
from identification.models import Appeal, StatusDecision
from identification.rules.rulings import check_ending, check_lodging, check_overturning, road
from identification.rules.steps import written
from identification.selectors.texts import is_under_way
from identification.services.locks import lock_case
from identification.services.rulings import follow, next_number, succeed


@transaction.atomic
def lodge_appeal(*, actor: User, decision: StatusDecision, lodged_by: str, body: Code, lodged_on: date) -> Appeal:
    """Somebody has asked ``body`` to look at the decision in force. Raises RuleError, Conflict."""
    require(actor, "record_ruling", decision)
    case = lock_case(decision.case_id)
    decision = StatusDecision.objects.get(pk=decision.pk)
    check_lodging(
        in_force=decision.in_force,
        under_way=Appeal.objects.filter(decision=decision, outcome="").exists(),
        decided_on=decision.decided_on,
        lodged_on=lodged_on,
        today=timezone.localdate(),
    )
    said = {"lodged_by": lodged_by, "body": body, "lodged_on": lodged_on}
    appeal = Appeal(case=case, decision=decision, number=next_number(case.appeals), recorded_by=actor, **said)
    appeal.full_clean(exclude=["case", "decision", "body", "recorded_by"])
    appeal.save()
    touch(case)
    record(actor, AuditAction.APPEAL_LODGED, appeal, case_ref=case.ref, number=appeal.number)
    return appeal


@transaction.atomic
def end_appeal(*, actor: User, appeal: Appeal, outcome: str, outcome_on: date, changed_to: str = "") -> Appeal:
    """What came of the appeal; a decision that is annulled or changed is out of force. Raises RuleError, Conflict."""
    require(actor, "decide", appeal)
    case = lock_case(appeal.case_id)
    appeal = Appeal.objects.select_related("decision__assessment", "body").get(pk=appeal.pk)
    decision = appeal.decision
    check_ending(ended=bool(appeal.outcome), lodged_on=appeal.lodged_on, on=outcome_on, today=timezone.localdate())
    check_overturning(
        outcome=outcome,
        changed_to=changed_to,
        now=decision.outcome,
        in_force=decision.in_force,
        is_recorder=actor.pk == appeal.recorded_by_id,
    )
    appeal.outcome, appeal.outcome_on = AppealOutcome(outcome), outcome_on
    appeal.changed_to = changed_to if outcome == AppealOutcome.CHANGED else ""
    appeal.outcome_by, appeal.outcome_at = actor, timezone.now()
    appeal.save(update_fields=["outcome", "outcome_on", "changed_to", "outcome_by", "outcome_at"])
    if outcome == AppealOutcome.ANNULLED and decision.in_force:
        annul(actor, case, decision)
    elif outcome == AppealOutcome.CHANGED:
        change(actor, case, appeal)
    touch(case)
    record(actor, AuditAction.APPEAL_ENDED, appeal, case_ref=case.ref, number=appeal.number, outcome=outcome)
    return appeal


def annul(actor: User, case: Case, decision: StatusDecision) -> None:
    """Nothing is in force, and the case is to be decided again."""
    StatusDecision.objects.filter(pk=decision.pk).update(in_force=False)
    if is_under_way(case):
        return
    for status in road(case.status, CaseStatus.IN_CLARIFICATION):
        move_case(actor=actor, case=case, to=status, under="decide")


def change(actor: User, case: Case, appeal: Appeal) -> None:
    """Another decision is in force. Those it counts among are those of the decision it changes."""
    before = appeal.decision
    assessment = before.assessment
    succeed(
        case,
        appeal=appeal,
        outcome=appeal.changed_to,
        authority=Authority.COURT if appeal.body.counted_as == "court" else before.authority,
        prepared_by_id=appeal.recorded_by_id,
        decided_by=actor,
        decided_on=appeal.outcome_on,
        reason=_("The decision of %(day)s is changed by %(body)s.")
        % {"day": written(before.decided_on), "body": appeal.body},
        exploitation_form_id=assessment.exploitation_form_id if assessment else before.exploitation_form_id,
        age_band=assessment.age_band if assessment else before.age_band,
        age_years=assessment.age_years if assessment else before.age_years,
    )
    follow(actor, case, appeal.changed_to)
