"""Answering an assessment: deciding it, or sending it back."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.enums import CaseStatus
from cases.services import close_case, reopen_case
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from identification.enums import AssessmentState, Outcome
from identification.models import Assessment, StatusDecision
from identification.services import decide_assessment, return_assessment, revise_assessment, submit_assessment
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, InquiryFactory, VictimFactory
from tests.factories.identification import AssessmentFactory, DecisionFactory, grounds

pytestmark = pytest.mark.django_db
DECIDED, RETURNED, MOVED = AuditAction.ASSESSMENT_DECIDED, AuditAction.ASSESSMENT_RETURNED, AuditAction.CASE_MOVED
TODAY = date(2026, 11, 23)


def decide(actor, assessment, **said):
    usual = {"version": 1, "outcome": Outcome.TRAFFICKED, "decided_on": TODAY}
    return decide_assessment(actor=actor, assessment=assessment, **usual | said)


def standing(assessment):
    """What the database holds: the assessment's state and result, the case's status, and who decided what."""
    row = Assessment.objects.select_related("case").get(pk=assessment.pk)
    decisions = list(StatusDecision.objects.filter(case=row.case).order_by("pk").values_list("outcome", "in_force"))
    return row.state, row.outcome, row.case.status, decisions


UNTOUCHED = (AssessmentState.SUBMITTED, "", CaseStatus.AWAITING_DECISION, [])


def test_a_positive_decision_is_in_force_and_the_case_is_in_support(sent, caseworker, coordinator, trail):
    decision = decide(coordinator, sent)

    assert standing(sent) == ("decided", "trafficked", CaseStatus.IN_SUPPORT, [("trafficked", True)])
    assert (decision.authority, decision.prepared_by, decision.decided_by) == ("cmm", caseworker, coordinator)
    assert (decision.decided_on, decision.reason) == (TODAY, grounds().reasons)
    ref = sent.case.ref
    assert trail() == [(coordinator.pk, MOVED, ref), (coordinator.pk, DECIDED, ref)]
    assert AuditEntry.objects.last().details == {"outcome": "trafficked"}


@pytest.mark.parametrize(
    ("outcome", "status", "closed_on"),
    [
        ("not_trafficked", "closed", TODAY),
        ("withdrawn", "closed", TODAY),
        ("disappeared", "closed", TODAY),
        ("transferred", "closed", TODAY),
        ("inconclusive", "in_clarification", None),
    ],
)
def test_every_other_outcome_moves_the_case_too(sent, coordinator, outcome, status, closed_on):
    decision = decide(coordinator, sent, outcome=outcome, reason="Forklaringen støttes ikke.")

    assert standing(sent) == ("decided", outcome, status, [(outcome, True)])
    assert Assessment.objects.get().case.closed_on == closed_on
    assert decision.reason == "Forklaringen støttes ikke."


def test_the_age_in_years_is_of_the_band_on_the_case(coordinator):
    """The database holds it too, of an assessment and of a decision that rests on none."""
    sent = AssessmentFactory(submitted=True, case__victim=VictimFactory(age_band="18_24"))
    for age in (17, 25):
        with pytest.raises(RuleError) as error:
            decide(coordinator, sent, age=age)
        assert (error.value.code, error.value.field) == ("age_of_another_band", "age")
    assert standing(sent) == UNTOUCHED
    decide(coordinator, sent, age=24)
    assert Assessment.objects.get().age_years == 24
    for age, band in ((25, "18_24"), (3, "unknown")):
        with pytest.raises(IntegrityError, match="assessment_age_is_of_its_band"), transaction.atomic():
            AssessmentFactory(decided=True, age_band=band, age_years=age)
        with pytest.raises(IntegrityError, match="decision_age_is_of_its_band"), transaction.atomic():
            DecisionFactory(case=CaseFactory(status="in_support"), age_years=age)


def test_nobody_knows_the_years_of_an_age_that_is_not_known(coordinator):
    sent = AssessmentFactory(submitted=True, case__victim=VictimFactory(age_band="unknown"))
    with pytest.raises(RuleError, match="Sagen siger en anden aldersgruppe"):
        decide(coordinator, sent, age=30)


def test_the_next_decision_takes_the_place_of_the_one_before(coordinator):
    case = CaseFactory(status=CaseStatus.AWAITING_DECISION)
    DecisionFactory(case=case, decided_on=date(2026, 10, 6))
    assessment = AssessmentFactory(submitted=True, case=case, recommendation="not_trafficked")

    decide(coordinator, assessment, outcome="not_trafficked")

    decisions = [("trafficked", False), ("not_trafficked", True)]
    assert standing(assessment) == ("decided", "not_trafficked", CaseStatus.CLOSED, decisions)


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"version": 2}, "changed", ""),
        ({"outcome": "withdrawn"}, "reason_missing", "reason"),
        ({"outcome": "withdrawn", "reason": " "}, "reason_missing", "reason"),
        ({"decided_on": date(2026, 11, 24)}, "in_future", "decided_on"),
        ({"decided_on": date(2026, 9, 1)}, "before_inquiry", "decided_on"),
    ],
)
def test_a_refused_decision_leaves_nothing(sent, coordinator, trail, said, code, field):
    with pytest.raises(RuleError) as refused:
        decide(coordinator, sent, **said)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert (standing(sent), trail()) == (UNTOUCHED, [])


@pytest.mark.parametrize(
    ("age", "facts"),
    [
        ("25_34", {"act_evidence": {}}),
        ("25_34", {"means_status": "doubtful"}),
        ("unknown", {"means_evidence": {}}),
        ("15_17", {"purpose_evidence": ""}),
        ("under_15", {"exploitation_form": None}),
    ],
)
def test_no_decision_is_positive_without_its_elements_whatever_was_recommended(coordinator, trail, age, facts):
    case = CaseFactory(status=CaseStatus.AWAITING_DECISION, victim=VictimFactory(age_band=age))
    assessment = AssessmentFactory(submitted=True, case=case, **facts)

    with pytest.raises(RuleError) as refused:
        decide(coordinator, assessment)

    assert (refused.value.code, refused.value.field) == ("element_missing", "choice")
    assert (standing(assessment), trail()) == (UNTOUCHED, [])


def test_a_known_child_is_identified_without_means_and_the_age_judged_on_is_kept(coordinator):
    case = CaseFactory(status=CaseStatus.AWAITING_DECISION, victim=VictimFactory(age_band="15_17"))
    assessment = AssessmentFactory(submitted=True, case=case, means_status="not_assessed", means_evidence={})

    decide(coordinator, assessment)

    assert (standing(assessment)[1], Assessment.objects.get().age_band) == ("trafficked", "15_17")


def test_whoever_prepared_it_does_not_decide_it(coordinator, trail):
    assessment = AssessmentFactory(submitted=True, prepared_by=coordinator)

    with pytest.raises(RuleError) as refused:
        decide(coordinator, assessment)

    assert (refused.value.code, standing(assessment), trail()) == ("four_eyes", UNTOUCHED, [])


def test_whoever_wrote_in_it_does_not_decide_it_and_another_coordinator_does(sent, coordinator):
    revise_assessment(actor=coordinator, assessment=sent, version=1, grounds=grounds(facts="Rettet."))

    with pytest.raises(RuleError) as refused:
        decide(coordinator, sent, version=2)
    decide(staff("cmm_coordinator"), sent, version=2)

    assert (refused.value.code, standing(sent)[0]) == ("four_eyes", AssessmentState.DECIDED)


def test_whoever_opened_it_and_saved_nothing_new_may_decide(sent, coordinator):
    revise_assessment(actor=coordinator, assessment=sent, version=1, grounds=grounds())

    decide(coordinator, sent)

    assert standing(sent)[0] == AssessmentState.DECIDED


def test_the_immigration_service_decides_its_own_cases_and_cmm_does_not(coordinator, officer):
    case = CaseFactory(status=CaseStatus.AWAITING_DECISION, authority="us")
    assessment = AssessmentFactory(submitted=True, case=case)

    with pytest.raises(RuleError) as refused:
        decide(coordinator, assessment)
    decision = decide(officer, assessment)

    assert (refused.value.code, decision.authority, decision.decided_by) == ("not_competent", "us", officer)


@pytest.mark.parametrize("role", ["cmm_caseworker", "immigration_officer", "shelter_manager", "police_liaison"])
def test_nobody_else_decides_or_returns(sent, people, trail, role):
    with pytest.raises(PermissionDenied):
        decide(people[role], sent)
    with pytest.raises(PermissionDenied):
        return_assessment(actor=people[role], assessment=sent, note="Kilden mangler.")

    assert (standing(sent), trail()) == (UNTOUCHED, [])


@pytest.mark.parametrize(
    ("facts", "code"), [({}, "not_waiting"), ({"decided": True, "outcome": "trafficked"}, "already_decided")]
)
def test_only_what_waits_is_decided_or_returned(coordinator, trail, facts, code):
    assessment = AssessmentFactory(**facts)

    with pytest.raises(Conflict) as decided:
        decide(coordinator, assessment)
    with pytest.raises(Conflict) as returned:
        return_assessment(actor=coordinator, assessment=assessment, note="Kilden mangler.")

    assert (decided.value.code, returned.value.code, trail()) == (code, code, [])


def test_a_decision_may_be_of_the_day_of_the_inquiry_and_closes_the_case_when_it_opened(coordinator):
    case = CaseFactory(status=CaseStatus.AWAITING_DECISION)
    InquiryFactory(case=case, outcome="case_opened", received_at=datetime(2026, 8, 30, 12, 0, tzinfo=UTC))
    assessment = AssessmentFactory(submitted=True, case=case, recommendation="withdrawn")

    decision = decide(coordinator, assessment, outcome="withdrawn", decided_on=date(2026, 8, 30))

    case.refresh_from_db()
    assert (decision.decided_on, case.closed_on) == (date(2026, 8, 30), case.opened_on)


def test_no_decision_is_older_than_the_one_before(coordinator):
    case = CaseFactory(status=CaseStatus.AWAITING_DECISION)
    DecisionFactory(case=case, decided_on=date(2026, 10, 6))
    assessment = AssessmentFactory(submitted=True, case=case)

    with pytest.raises(RuleError) as refused:
        decide(coordinator, assessment, decided_on=date(2026, 10, 5))
    decide(coordinator, assessment, decided_on=date(2026, 10, 6))

    assert refused.value.code == "before_previous"


def test_a_returned_assessment_is_back_with_its_authors_and_can_be_sent_again(sent, caseworker, coordinator, trail):
    return_assessment(actor=coordinator, assessment=sent, note=" Kilden mangler. ")

    sent.refresh_from_db()
    assert standing(sent) == (AssessmentState.RETURNED, "", CaseStatus.IN_CLARIFICATION, [])
    assert (sent.returned_by, sent.returned_at, sent.return_note) == (coordinator, timezone.now(), "Kilden mangler.")
    ref = sent.case.ref
    assert trail() == [(coordinator.pk, MOVED, ref), (coordinator.pk, RETURNED, ref)]
    submit_assessment(actor=caseworker, assessment=sent, version=1)
    assert standing(sent) == UNTOUCHED


def test_a_return_without_a_note_is_refused_and_leaves_nothing(sent, coordinator, trail):
    with pytest.raises(RuleError) as refused:
        return_assessment(actor=coordinator, assessment=sent, note=" ")

    assert (refused.value.field, standing(sent), trail()) == ("reason", UNTOUCHED, [])


def test_cmm_does_not_return_what_the_immigration_service_was_sent(coordinator):
    case = CaseFactory(status=CaseStatus.AWAITING_DECISION, authority="us")
    assessment = AssessmentFactory(submitted=True, case=case)

    with pytest.raises(RuleError) as refused:
        return_assessment(actor=coordinator, assessment=assessment, note="Kilden mangler.")

    assert (refused.value.code, standing(assessment)) == ("not_competent", UNTOUCHED)


@pytest.mark.parametrize("outcome", ["trafficked", "inconclusive", "withdrawn"])
def test_a_case_closed_meanwhile_gets_no_decision(sent, coordinator, outcome):
    close_case(actor=coordinator, case=sent.case, reason="Personen er rejst.")

    with pytest.raises(Conflict) as refused:
        decide(coordinator, sent, outcome=outcome, reason="Derfor.")

    assert refused.value.code == "not_waiting"
    assert standing(sent) == (AssessmentState.SUBMITTED, "", CaseStatus.CLOSED, [])


def test_a_return_does_not_open_a_closed_case(sent, coordinator):
    close_case(actor=coordinator, case=sent.case, reason="Personen er rejst.")

    return_assessment(actor=coordinator, assessment=sent, note="Sagen er lukket.")

    assert standing(sent) == (AssessmentState.RETURNED, "", CaseStatus.CLOSED, [])


def test_a_case_taken_up_again_with_its_assessment_still_sent_can_go_on(sent, caseworker, coordinator):
    close_case(actor=coordinator, case=sent.case, reason="Personen er rejst.")
    reopen_case(actor=coordinator, case=sent.case, reason="Personen er tilbage.")

    return_assessment(actor=coordinator, assessment=sent, note="Skriv det nye.")
    submit_assessment(actor=caseworker, assessment=sent, version=1)
    decide(coordinator, sent)

    assert standing(sent)[:3] == ("decided", "trafficked", CaseStatus.IN_SUPPORT)
