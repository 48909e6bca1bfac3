"""Beginning an assessment, writing in it, and sending it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cases.enums import CaseStatus, CodeList
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from identification.enums import AssessmentState
from identification.models import Assessment, Revision
from identification.rules.grounds import Grounds
from identification.selectors.texts import author_ids, author_names
from identification.services import prepare_assessment, revise_assessment, submit_assessment
from tests.factories.cases import CaseFactory, VictimFactory, code
from tests.factories.identification import AssessmentFactory, DecisionFactory, as_written, grounds

pytestmark = pytest.mark.django_db
PREPARED, REVISED = AuditAction.ASSESSMENT_PREPARED, AuditAction.ASSESSMENT_REVISED
SUBMITTED, MOVED = AuditAction.ASSESSMENT_SUBMITTED, AuditAction.CASE_MOVED


def stored(assessment):
    """What the database holds: the state, the version, the text and its authors in order."""
    row = Assessment.objects.get(pk=assessment.pk)
    authors = list(row.revisions.order_by("version").values_list("author", flat=True))
    return row.state, row.version, as_written(row), authors


def test_a_case_that_was_an_inquiry_is_clarified_once_it_is_assessed(caseworker, trail):
    case = CaseFactory(status=CaseStatus.INQUIRY)
    text = grounds(secondary_forms=("begging", "other"))

    assessment = prepare_assessment(actor=caseworker, case=case, grounds=text)

    case.refresh_from_db()
    assert (assessment.case, assessment.number, case.status) == (case, 1, CaseStatus.IN_CLARIFICATION)
    assert stored(assessment) == (AssessmentState.DRAFT, 1, text, [caseworker.pk])
    assert as_written(assessment, Grounds.read(Revision.objects.get().text)) == text
    done = [*[AuditAction.OBSERVATION_RECORDED] * 3, MOVED, PREPARED]
    assert trail() == [(caseworker.pk, action, case.ref) for action in done]


def test_an_empty_draft_can_be_saved(caseworker):
    assessment = prepare_assessment(actor=caseworker, case=CaseFactory(), grounds=Grounds())

    assert stored(assessment) == (AssessmentState.DRAFT, 1, Grounds(), [caseworker.pk])


def test_one_assessment_at_a_time(caseworker, trail):
    case = AssessmentFactory().case

    with pytest.raises(Conflict) as refused:
        prepare_assessment(actor=caseworker, case=case, grounds=grounds())

    assert (refused.value.code, Assessment.objects.count(), trail()) == ("under_way", 1, [])


def test_the_next_assessment_has_the_next_number(caseworker):
    case = CaseFactory(status=CaseStatus.IN_CLARIFICATION)
    DecisionFactory(case=case, outcome="inconclusive")

    assert prepare_assessment(actor=caseworker, case=case, grounds=grounds()).number == 2


@pytest.mark.parametrize("status", ["awaiting_decision", "in_support", "closed"])
def test_a_case_that_is_not_being_clarified_takes_no_assessment(caseworker, status):
    with pytest.raises(RuleError) as refused:
        prepare_assessment(actor=caseworker, case=CaseFactory(status=status), grounds=grounds())

    assert (refused.value.code, Assessment.objects.count()) == ("not_assessable", 0)


def test_a_form_that_is_on_no_list_is_not_dropped_in_silence(caseworker):
    with pytest.raises(KeyError):
        prepare_assessment(actor=caseworker, case=CaseFactory(), grounds=grounds(exploitation_form="police"))
    assert not Assessment.objects.exists()


def test_an_act_that_is_on_no_list_is_refused(caseworker):
    with pytest.raises(ValidationError) as refused:
        prepare_assessment(actor=caseworker, case=CaseFactory(), grounds=grounds(act={"purchase": "Samtale 1."}))

    assert (list(refused.value.error_dict), Assessment.objects.count()) == (["act_types"], 0)


def test_a_revision_is_the_next_version_and_names_its_author(caseworker, coordinator, trail):
    assessment = AssessmentFactory(prepared_by=caseworker)
    text = grounds(facts="Nyt.", act={"recruit": "Samtale 1.", "harbour": ""}, secondary_forms=("begging",))

    revise_assessment(actor=coordinator, assessment=assessment, version=1, grounds=text)

    assert stored(assessment) == (AssessmentState.DRAFT, 2, text, [caseworker.pk, coordinator.pk])
    assert author_names(assessment) == [caseworker.name, coordinator.name]
    done = [AuditAction.OBSERVATION_RECORDED, REVISED]
    assert trail() == [(coordinator.pk, action, assessment.case.ref) for action in done]
    parts = ["facts", "act.recruit", "act.harbour", "secondary_forms"]
    assert AuditEntry.objects.last().details == {"parts": parts}


@pytest.mark.parametrize(
    "same",
    [
        {},
        {"facts": f" {grounds().facts}\n"},
        {"secondary_forms": ("other", "begging")},
        {"secondary_forms": ("begging", "forced_labour", "other", "other")},
    ],
)
def test_a_text_that_changes_nothing_makes_nobody_an_author(caseworker, coordinator, trail, same):
    assessment = AssessmentFactory(prepared_by=caseworker)
    begging, other = (code(CodeList.EXPLOITATION_FORM, name) for name in ("begging", "other"))
    assessment.secondary_forms.set([other, begging])
    before = stored(assessment)

    text = grounds(**{"secondary_forms": ("begging", "other")} | same)
    revise_assessment(actor=coordinator, assessment=assessment, version=1, grounds=text)

    assert (stored(assessment), author_ids(assessment), trail()) == (before, {caseworker.pk}, [])


def test_a_text_written_from_an_older_version_is_a_conflict_and_leaves_nothing(caseworker, coordinator):
    assessment = AssessmentFactory(prepared_by=caseworker)
    revise_assessment(actor=coordinator, assessment=assessment, version=1, grounds=grounds(facts="Første."))
    before = stored(assessment)

    with pytest.raises(Conflict) as refused:
        revise_assessment(actor=caseworker, assessment=assessment, version=1, grounds=grounds(facts="Anden."))

    assert refused.value.params == {"name": coordinator.name}
    assert stored(assessment) == before
    assert AuditEntry.objects.count() == 1


def test_the_same_form_sent_twice_is_stored_once(caseworker):
    assessment = AssessmentFactory(prepared_by=caseworker)

    for _sending in range(2):
        revise_assessment(actor=caseworker, assessment=assessment, version=1, grounds=grounds(facts="Nyt."))

    assert stored(assessment)[1:] == (2, grounds(facts="Nyt."), [caseworker.pk] * 2)


def test_what_was_sent_is_changed_only_by_those_who_answer_it(sent, caseworker, coordinator):
    with pytest.raises(RuleError) as refused:
        revise_assessment(actor=caseworker, assessment=sent, version=1, grounds=grounds(facts="Nyt."))
    revise_assessment(actor=coordinator, assessment=sent, version=1, grounds=grounds(facts="Rettet."))

    assert refused.value.code == "sent"
    authors = [caseworker.pk, coordinator.pk]
    assert stored(sent) == (AssessmentState.SUBMITTED, 2, grounds(facts="Rettet."), authors)


def test_what_was_sent_to_another_authority_is_not_changed_at_cmm(coordinator, officer, trail):
    case = CaseFactory(status=CaseStatus.AWAITING_DECISION, authority="us")
    assessment = AssessmentFactory(submitted=True, case=case)

    with pytest.raises(RuleError) as refused:
        revise_assessment(actor=coordinator, assessment=assessment, version=1, grounds=grounds(facts="Nyt."))
    with pytest.raises(PermissionDenied):
        revise_assessment(actor=officer, assessment=assessment, version=1, grounds=grounds(facts="Nyt."))

    assert (refused.value.code, trail()) == ("sent", [])


@pytest.mark.parametrize(
    ("parts", "field"),
    [({"reasons": ""}, "reasons"), ({"means": {}}, "means_status"), ({"speaks_against": " "}, "speaks_against")],
)
def test_what_was_sent_stays_complete(sent, coordinator, trail, parts, field):
    before = stored(sent)

    with pytest.raises(ValidationError) as refused:
        revise_assessment(actor=coordinator, assessment=sent, version=1, grounds=grounds(**parts))

    assert (list(refused.value.error_dict), stored(sent), trail()) == ([field], before, [])


def test_what_is_decided_is_not_changed(caseworker):
    assessment = DecisionFactory().assessment

    with pytest.raises(RuleError) as refused:
        revise_assessment(actor=caseworker, assessment=assessment, version=1, grounds=grounds(facts="Nyt."))

    assert (refused.value.code, stored(assessment)[1]) == ("decided", 1)


def test_a_complete_assessment_is_sent_and_the_case_awaits_the_decision(caseworker, trail):
    assessment = AssessmentFactory(prepared_by=caseworker)

    submit_assessment(actor=caseworker, assessment=assessment, version=1)

    assessment.refresh_from_db()
    assert (assessment.state, assessment.submitted_by) == (AssessmentState.SUBMITTED, caseworker)
    assert Assessment.objects.get().case.status == CaseStatus.AWAITING_DECISION
    ref = assessment.case.ref
    assert trail() == [(caseworker.pk, MOVED, ref), (caseworker.pk, SUBMITTED, ref)]
    assert AuditEntry.objects.last().details == {"version": 1}


def test_an_incomplete_one_is_not_sent_and_every_gap_is_said_at_its_field(caseworker, trail):
    assessment = prepare_assessment(actor=caseworker, case=CaseFactory(), grounds=Grounds(recommendation="trafficked"))
    before = trail()

    with pytest.raises(ValidationError) as refused:
        submit_assessment(actor=caseworker, assessment=assessment, version=1)

    gaps = ["facts", "act_status", "means_status", "purpose_status", "speaks_against", "reasons"]
    assert list(refused.value.error_dict) == gaps
    assert (stored(assessment)[0], trail()) == (AssessmentState.DRAFT, before)


def test_a_known_child_is_sent_as_trafficked_without_means(caseworker):
    case = CaseFactory(victim=VictimFactory(age_band="15_17"))
    assessment = AssessmentFactory(case=case, means_status="not_assessed", means_evidence={})

    submit_assessment(actor=caseworker, assessment=assessment, version=1)

    assert stored(assessment)[0] == AssessmentState.SUBMITTED


@pytest.mark.parametrize("age", ["unknown", "18_24"])
def test_nobody_else_is_sent_as_trafficked_without_means(caseworker, age):
    case = CaseFactory(victim=VictimFactory(age_band=age))
    assessment = AssessmentFactory(case=case, means_status="not_assessed", means_evidence={})

    with pytest.raises(ValidationError) as refused:
        submit_assessment(actor=caseworker, assessment=assessment, version=1)

    assert (list(refused.value.error_dict), stored(assessment)[0]) == (["means_status"], AssessmentState.DRAFT)


def test_a_text_that_was_not_read_is_not_sent(caseworker, coordinator):
    assessment = AssessmentFactory()
    revise_assessment(actor=coordinator, assessment=assessment, version=1, grounds=grounds(facts="Nyt."))

    with pytest.raises(Conflict):
        submit_assessment(actor=caseworker, assessment=assessment, version=1)

    assert stored(assessment)[0] == AssessmentState.DRAFT


def test_what_was_sent_is_not_sent_again(sent, caseworker, trail):
    with pytest.raises(RuleError) as refused:
        submit_assessment(actor=caseworker, assessment=sent, version=1)

    assert (refused.value.code, trail()) == ("already_sent", [])


def test_a_stranger_to_the_case_neither_begins_nor_writes_nor_sends(people, caseworker):
    case = CaseFactory(protection="restricted")
    assessment = AssessmentFactory(case=case)
    acts = (
        lambda: prepare_assessment(actor=caseworker, case=case, grounds=grounds()),
        lambda: revise_assessment(actor=caseworker, assessment=assessment, version=1, grounds=Grounds()),
        lambda: submit_assessment(actor=caseworker, assessment=assessment, version=1),
    )
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert stored(assessment)[:2] == (AssessmentState.DRAFT, 1)
