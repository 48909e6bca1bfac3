"""What a court found of the person: recorded by one, and confirmed by another."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.enums import Authority
from cases.models import Case, Code
from cases.services import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from identification.enums import FindingAnswer, Outcome
from identification.models import CourtFinding, StatusDecision
from identification.rules.rulings import check_answer, check_judgment
from identification.selectors.texts import previous_decision
from identification.services.locks import lock_case
from identification.services.rulings import follow, next_number, succeed


@dataclass(frozen=True)
class NewFinding:
    court: Code
    court_ref: str
    judged_on: date
    outcome: str
    exploitation_form: Code | None = None


@transaction.atomic
def record_finding(*, actor: User, case: Case, new: NewFinding) -> CourtFinding:
    """The finding waits for another colleague; until then it changes nothing. Raises RuleError."""
    require(actor, "record_ruling", case)
    case = lock_case(case.pk)
    check_day(case, new.judged_on)
    form = new.exploitation_form if new.outcome == Outcome.TRAFFICKED else None
    said = {"court": new.court, "court_ref": new.court_ref.strip(), "judged_on": new.judged_on, "outcome": new.outcome}
    finding = CourtFinding(
        case=case, number=next_number(case.findings), recorded_by=actor, exploitation_form=form, **said
    )
    finding.full_clean(exclude=["case", "court", "exploitation_form", "recorded_by"])
    finding.save()
    touch(case)
    record(actor, AuditAction.FINDING_RECORDED, finding, case_ref=case.ref, number=finding.number)
    return finding


@transaction.atomic
def confirm_finding(*, actor: User, finding: CourtFinding) -> CourtFinding:
    """The finding is the decision in force, and the case stands where it leaves it; what only says again what was
    decided leaves a case where it is, closed or not. Raises RuleError, Conflict.
    """
    require(actor, "decide", finding)
    case = lock_case(finding.case_id)
    finding = CourtFinding.objects.select_related("court").get(pk=finding.pk)
    answered, is_recorder = bool(finding.answer), actor.pk == finding.recorded_by_id
    check_answer(answered=answered, confirms=True, is_recorder=is_recorder, refusal="")
    check_day(case, finding.judged_on)
    answer(finding, actor, FindingAnswer.CONFIRMED)
    is_news = not StatusDecision.objects.filter(case=case, in_force=True, outcome=finding.outcome).exists()
    succeed(
        case,
        finding=finding,
        outcome=finding.outcome,
        authority=Authority.COURT,
        prepared_by_id=finding.recorded_by_id,
        decided_by=actor,
        decided_on=finding.judged_on,
        reason=_("Found by %(court)s in case %(ref)s.") % {"court": finding.court, "ref": finding.court_ref},
        exploitation_form_id=finding.exploitation_form_id,
        age_band=case.victim.age_band,
    )
    if is_news:
        follow(actor, case, finding.outcome)
    touch(case)
    record(actor, AuditAction.FINDING_CONFIRMED, finding, case_ref=case.ref, number=finding.number)
    return finding


@transaction.atomic
def refuse_finding(*, actor: User, finding: CourtFinding, refusal: str) -> CourtFinding:
    """It is not as recorded. It stays readable with what is wrong, and changes nothing. Raises RuleError, Conflict."""
    require(actor, "decide", finding)
    case = lock_case(finding.case_id)
    finding = CourtFinding.objects.get(pk=finding.pk)
    check_answer(answered=bool(finding.answer), confirms=False, is_recorder=False, refusal=refusal)
    answer(finding, actor, FindingAnswer.REFUSED, refusal.strip())
    touch(case)
    record(actor, AuditAction.FINDING_REFUSED, finding, case_ref=case.ref, number=finding.number)
    return finding


def answer(finding: CourtFinding, actor: User, said: FindingAnswer, refusal: str = "") -> None:
    finding.answer, finding.answered_by, finding.answered_at = said, actor, timezone.now()
    finding.refusal = refusal
    finding.save(update_fields=["answer", "answered_by", "answered_at", "refusal"])


def check_day(case: Case, judged_on: date) -> None:
    previous = previous_decision(case)
    previous_on = previous.decided_on if previous else None
    check_judgment(judged_on=judged_on, previous_on=previous_on, today=timezone.localdate())
