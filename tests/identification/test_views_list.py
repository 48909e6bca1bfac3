import pytest

from cases.enums import CaseStatus
from cmm.audit.models import Reading
from identification.enums import AssessmentState
from tests.factories.cases import CaseFactory
from tests.factories.identification import AssessmentFactory, DecisionFactory, InterviewFactory
from tests.identification.pages import at, of
from tests.readings import seen
from tests.statements import statements

pytestmark = pytest.mark.django_db


def test_the_tab_shows_interviews_assessments_and_decisions(as_role):
    case = CaseFactory(status=CaseStatus.IN_SUPPORT)
    InterviewFactory(case=case)
    DecisionFactory(case=case)

    text = as_role("cmm_caseworker").get(of("assessment_list", case)).text

    for words in ("Vurdering 1", "Afgjort", "Gældende", "Samtale 1", "10. september 2026 kl. 10.00"):
        assert words in text


def test_notes_of_interviews_are_for_those_who_hold_them(as_role):
    case = CaseFactory(authority="us")
    InterviewFactory(case=case)

    worker, officer = (
        as_role(role).get(of("assessment_list", case)) for role in ("cmm_caseworker", "immigration_officer")
    )

    assert "Personen fortæller om rejsen." in worker.text
    assert officer.status_code == 200
    assert "Personen fortæller om rejsen." not in officer.text
    assert of("interview_create", case) not in officer.text


def test_a_draft_is_no_business_of_another_authority(as_role):
    draft = AssessmentFactory(case=CaseFactory(authority="us"))

    assert "Vurdering 1" not in as_role("immigration_officer").get(of("assessment_list", draft.case)).text
    assert as_role("immigration_officer").get(at("detail", draft)).status_code == 404


@pytest.mark.parametrize(
    ("status", "may_begin"),
    [(CaseStatus.INQUIRY, True), (CaseStatus.IN_CLARIFICATION, True), (CaseStatus.IN_SUPPORT, False)],
)
def test_an_assessment_is_begun_while_the_case_is_in_clarification(as_role, status, may_begin):
    case = CaseFactory(status=status)

    answer = as_role("cmm_caseworker").get(of("assessment_list", case))

    assert (of("assessment_create", case) in answer.text) == may_begin


def test_one_assessment_at_a_time(as_role):
    draft = AssessmentFactory()

    assert (
        of("assessment_create", draft.case) not in as_role("cmm_caseworker").get(of("assessment_list", draft.case)).text
    )


def test_opening_an_assessment_opens_its_case_in_the_log(as_role, caseworker):
    draft = AssessmentFactory()

    as_role("cmm_caseworker").get(at("detail", draft))

    assert seen() == [(caseworker.pk, "page", str(draft.pk))]
    assert Reading.objects.get().case_id == draft.case_id


@pytest.mark.parametrize("state", [AssessmentState.DRAFT, AssessmentState.SUBMITTED, AssessmentState.DECIDED])
def test_the_summary_offers_what_can_be_done_now(as_role, state):
    assessment = AssessmentFactory(**{state: True} if state != AssessmentState.DRAFT else {})
    draft = state == AssessmentState.DRAFT

    text = as_role("cmm_caseworker").get(at("detail", assessment)).text

    assert (at("submit", assessment) in text, at("edit", assessment) in text) == (draft, draft)


def test_a_decided_assessment_shows_what_came_of_it(as_role):
    decision = DecisionFactory(reason="Forklaringen er støttet af lønsedlerne.")

    text = as_role("cmm_caseworker").get(at("detail", decision.assessment)).text

    assert "Forklaringen er støttet af lønsedlerne." in text
    assert f"Afgjort 6. oktober 2026 af {decision.decided_by}, CMM." in text


def test_the_number_of_statements_does_not_grow_with_the_case(as_role):
    browser, case = as_role("cmm_coordinator"), CaseFactory(status=CaseStatus.IN_SUPPORT)
    DecisionFactory(case=case)
    browser.get(of("assessment_list", case))
    with statements() as few:
        browser.get(of("assessment_list", case))
    for _ in range(3):
        DecisionFactory(case=case)
        InterviewFactory(case=case)

    with statements() as many:
        browser.get(of("assessment_list", case))

    assert len(many) == len(few)
