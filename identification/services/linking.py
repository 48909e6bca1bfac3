"""What an assessment rests on: texts become observations of the case, and links say which of them support what."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from cases.models import Case
from cmm.accounts.models import User
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from identification.enums import FourAnswer, ObservationSource
from identification.models import Assessment, Interview, Observation, Support
from identification.rules.grounds import Claim, Grounds
from identification.rules.observations import check_documents_open, check_supporting
from identification.selectors.observations import open_documents
from identification.services.keeping import next_number


@dataclass(frozen=True)
class Origin:
    """Where what is written down was seen or said; the day is today where none is named."""

    source: str = ObservationSource.OWN
    interview: Interview | None = None
    document_number: int | None = None
    observed_by: str = ""
    observed_on: date | None = None


NOTED = Origin()


def already_observed(case: Case, grounds: Grounds) -> Grounds:
    """The same text, where what somebody wrote in the same words before is that observation and no new one."""
    texts = {claim.new for _element, _kind, claim in grounds.claims() if claim.new}
    if not texts:
        return grounds
    known = Observation.objects.standing().filter(case=case, indicator=None, evidence__in=texts)
    numbers = dict(known.order_by("-number").values_list("evidence", "number"))
    return grounds.resting_on(lambda claim: linked(claim, numbers))


def observed(actor: User, case: Case, grounds: Grounds, origin: Origin) -> Grounds:
    """Every text in it is an observation of the case, once however often it was written."""
    grounds = already_observed(case, grounds)
    texts = dict.fromkeys(claim.new for _element, _kind, claim in grounds.claims() if claim.new)
    if texts:
        check_documents(actor, case, {origin.document_number})
    numbers = {text: write_down(actor, case, text, origin).number for text in texts}
    return grounds.resting_on(lambda claim: linked(claim, numbers))


def check_documents(actor: User, case: Case, numbers: set[int | None]) -> None:
    """Only what one may open is a source one can name. Raises RuleError."""
    named = {number for number in numbers if number is not None}
    if named:
        known = open_documents(actor, case).filter(number__in=named)
        check_documents_open(named, set(known.values_list("number", flat=True)))


def linked(claim: Claim, numbers: dict[str, int]) -> Claim:
    number = numbers.get(claim.new)
    return claim if number is None else replace(claim, links=(*claim.links, number), new="").tidied()


def write_down(actor: User, case: Case, text: str, origin: Origin) -> Observation:
    """An observation in somebody's own words."""
    return keep(
        actor,
        Observation(
            case=case,
            evidence=text,
            source=origin.source,
            interview=origin.interview,
            document_number=origin.document_number,
            observed_by=origin.observed_by,
            observed_on=origin.observed_on or timezone.localdate(),
        ),
    )


def keep(
    actor: User, observation: Observation, *, under: AuditAction = AuditAction.OBSERVATION_RECORDED
) -> Observation:
    """The next number of its case, and a line in the log."""
    case = observation.case
    observation.number, observation.recorded_by = next_number(Observation, case), actor
    observation.full_clean(exclude=["case", "recorded_by", "indicator", "interview", "corrects"])
    observation.save()
    record(actor, under, observation, case_ref=case.ref, number=observation.number)
    return observation


def link(actor: User, assessment: Assessment, grounds: Grounds, *, reason: str = "") -> None:
    """The links of the assessment are exactly those of ``grounds``. Raises RuleError where one cannot support."""
    wanted = {(element, kind, number) for element, kind, claim in grounds.claims() for number in claim.links}
    rows = assessment.support.filter(removed_at__isnull=True).select_related("observation")
    standing = {(row.element, row.kind, row.observation.number): row for row in rows}
    now = timezone.now()
    for key in sorted(standing.keys() - wanted):
        row = standing[key]
        row.removed_by, row.removed_at, row.removed_reason = actor, now, reason.strip()
        row.save(update_fields=["removed_by", "removed_at", "removed_reason"])
    added = sorted(wanted - standing.keys())
    found = numbered(assessment.case, {number for _element, _kind, number in added})
    for element, kind, number in added:
        Support.objects.create(
            assessment=assessment, element=element, kind=kind, observation=found[number], added_by=actor
        )


def numbered(case: Case, numbers: set[int]) -> dict[int, Observation]:
    """The observations of the case with these numbers, each of which can support something. Raises RuleError."""
    found = {row.number: row for row in Observation.objects.filter(case=case, number__in=numbers)} if numbers else {}
    for number in sorted(numbers):
        row = found.get(number)
        check_supporting(
            answer=row.answer if row else FourAnswer.UNKNOWN, is_standing=bool(row and row.is_standing), number=number
        )
    return found
