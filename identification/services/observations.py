"""Observations of a case: recorded, corrected by another, or withdrawn. None is ever edited."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from cases.models import Case
from cases.services import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from identification.enums import AssessmentState, Ending, FourAnswer
from identification.models import Assessment, Indicator, Interview, Observation
from identification.rules.grounds import Claim
from identification.rules.observations import (
    check_not_waiting,
    check_observation,
    check_place,
    check_withdrawal_reason,
)
from identification.rules.steps import check_still_open
from identification.selectors.texts import grounds_of
from identification.services.assessments import write
from identification.services.keeping import close, lock_standing
from identification.services.linking import check_documents, keep
from identification.services.locks import lock_case


@dataclass(frozen=True)
class NewObservation:
    """One answer, of an indicator or in somebody's own words."""

    answer: str
    evidence: str
    source: str
    observed_on: date
    indicator: Indicator | None = None
    interview: Interview | None = None
    document_number: int | None = None
    document_place: str = ""
    observed_by: str = ""


@transaction.atomic
def record_observations(*, actor: User, case: Case, new: Sequence[NewObservation]) -> list[Observation]:
    """What was observed stands in the case, all of it or nothing. Raises RuleError."""
    require(actor, "assess", case)
    case = lock_case(case.pk)
    check_still_open(case.status)
    for one in new:
        check_new(case, one)
    check_documents(actor, case, {one.document_number for one in new})
    kept = [keep(actor, row_of(case, one)) for one in new]
    touch(case)
    return kept


def check_new(case: Case, new: NewObservation) -> None:
    check_observation(
        answer=new.answer,
        evidence=new.evidence,
        source=new.source,
        has_interview=new.interview is not None and new.interview.case_id == case.pk,
        has_indicator=new.indicator is not None,
        observed_on=new.observed_on,
        today=timezone.localdate(),
    )
    check_place(source=new.source, has_document=new.document_number is not None, place=new.document_place)


def row_of(case: Case, new: NewObservation, **more: Observation) -> Observation:
    facts = asdict(new) | {
        "indicator": new.indicator,
        "interview": new.interview if new.interview and new.interview.case_id == case.pk else None,
        "evidence": new.evidence.strip(),
        "document_place": new.document_place.strip(),
        "observed_by": new.observed_by.strip(),
    }
    return Observation(case=case, **facts, **more)


@transaction.atomic
def correct_observation(*, actor: User, observation: Observation, new: NewObservation) -> Observation:
    """Another stands in its place. An assessment under way rests on that one from now on; a decided one keeps what it
    was decided on. Raises RuleError, Conflict.
    """
    require(actor, "assess", observation.case)
    case, observation = lock_standing(observation)
    check_new(case, new)
    check_documents(actor, case, {new.document_number} - {observation.document_number})
    close(actor, observation, Ending.CORRECTED)
    corrected = keep(actor, row_of(case, new, corrects=observation), under=AuditAction.OBSERVATION_CORRECTED)
    move_links(actor, case, observation, corrected if corrected.answer == FourAnswer.YES else None)
    touch(case)
    return corrected


@transaction.atomic
def withdraw_observation(*, actor: User, observation: Observation, reason: str) -> Observation:
    """It no longer counts, and nothing under way rests on it; that it was there stays. Raises RuleError, Conflict."""
    require(actor, "assess", observation.case)
    check_withdrawal_reason(reason)
    case, observation = lock_standing(observation)
    close(actor, observation, Ending.WITHDRAWN, reason)
    move_links(actor, case, observation, None, reason=reason)
    touch(case)
    record(actor, AuditAction.OBSERVATION_WITHDRAWN, observation, case_ref=case.ref, number=observation.number)
    return observation


def move_links(actor: User, case: Case, old: Observation, new: Observation | None, *, reason: str = "") -> None:
    """The assessment under way rests on ``new`` where it rested on ``old``. Raises RuleError where it has been sent."""
    under_way = Assessment.objects.select_for_update(of=("self",)).filter(case=case)
    resting = under_way.exclude(state=AssessmentState.DECIDED).filter(
        pk__in=old.support.filter(removed_at__isnull=True).values("assessment")
    )
    for assessment in resting.select_related("exploitation_form"):
        check_not_waiting(assessment.state)
        assessment.case = case
        assessment.version += 1
        write(actor, assessment, grounds_of(assessment).resting_on(lambda claim: moved(claim, old, new)), reason=reason)


def moved(claim: Claim, old: Observation, new: Observation | None) -> Claim:
    if old.number not in claim.links:
        return claim
    links = tuple(number for number in claim.links if number != old.number)
    return Claim((*links, new.number) if new else links, claim.new).tidied()
