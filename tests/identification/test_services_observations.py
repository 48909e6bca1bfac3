"""What is observed, what it supports, and what happens to an assessment when it is corrected or taken away."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from cases.enums import CaseStatus
from cmm.core.errors import Conflict, RuleError
from identification.enums import AssessmentState
from identification.models import Assessment, Indicator, Observation, Revision, Support
from identification.rules.grounds import Claim
from identification.selectors.observations import by_number, picture_of
from identification.selectors.texts import author_ids, grounds_of
from identification.services import (
    NewObservation,
    correct_observation,
    decide_assessment,
    prepare_assessment,
    record_observations,
    remove_support,
    revise_assessment,
    submit_assessment,
    withdraw_observation,
)
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.identification import AssessmentFactory, DecisionFactory, InterviewFactory, ObservationFactory
from tests.factories.identification import grounds as whole

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def new(**parts):
    facts = {"answer": "yes", "evidence": "»Han tog passet.«", "source": "own", "observed_on": TODAY}
    return NewObservation(**facts | parts)


def refused(verb, **parts):
    """The code of the refusal, and the field it stands at."""
    with pytest.raises(RuleError) as error:
        verb(**parts)
    return error.value.code, error.value.field


def test_a_text_becomes_an_observation_and_the_claim_rests_on_it(caseworker):
    assessment = prepare_assessment(actor=caseworker, case=CaseFactory(), grounds=whole())

    rows = Observation.objects.order_by("number")
    assert [(row.number, row.evidence, row.answer, row.recorded_by) for row in rows] == [
        (1, whole().act["recruit"].new, "yes", caseworker),
        (2, whole().means["deception"].new, "yes", caseworker),
        (3, whole().purpose.new, "yes", caseworker),
    ]
    assert [(row.element, row.kind, row.observation.number) for row in Support.objects.order_by("pk")] == [
        ("act", "recruit", 1), ("means", "deception", 2), ("purpose", "", 3),
    ]  # fmt: skip
    assert assessment.version == 1


def test_the_same_words_are_one_observation_however_often_they_are_written(caseworker):
    words = Claim(new="Samtale 1.")
    text = whole(act={"recruit": words, "harbour": words}, means={"threats": words}, purpose=words)

    assessment = prepare_assessment(actor=caseworker, case=CaseFactory(), grounds=text)
    revise_assessment(actor=caseworker, assessment=assessment, version=1, grounds=text)

    assert (Observation.objects.count(), Support.objects.count(), Revision.objects.count()) == (1, 4, 1)


def test_one_observation_may_support_several_things_and_be_linked_by_its_number(caseworker):
    case = CaseFactory()
    seen = ObservationFactory(case=case, code="d_document_confiscation")
    text = whole(means={"deprivation_of_liberty": Claim((seen.number,)), "threats": Claim((seen.number,))})

    assessment = prepare_assessment(actor=caseworker, case=case, grounds=text)

    assert grounds_of(assessment).means == {"deprivation_of_liberty": Claim((1,)), "threats": Claim((1,))}


@pytest.mark.parametrize("parts", [{"answer": "no"}, {"answer": "unknown"}, {"answer": "not_asked"}])
def test_only_a_yes_supports_anything(caseworker, parts):
    case = CaseFactory()
    ObservationFactory(case=case, code="x_excessive_hours", **parts)

    code, _field = refused(prepare_assessment, actor=caseworker, case=case, grounds=whole(purpose=Claim((1,))))
    assert (code, Assessment.objects.count()) == ("not_supporting", 0)


@pytest.mark.parametrize("number", [7, 99])
def test_what_is_observed_in_another_case_supports_nothing_here(caseworker, number):
    ObservationFactory(case=CaseFactory(), number=7)

    code, _field = refused(
        prepare_assessment, actor=caseworker, case=CaseFactory(), grounds=whole(purpose=Claim((number,)))
    )
    assert code == "not_supporting"


@pytest.mark.parametrize(
    ("parts", "code", "field"),
    [
        ({"evidence": " "}, "evidence_missing", "evidence"),
        ({"answer": "no"}, "own_words_say_yes", "answer"),
        ({"observed_on": date(2026, 11, 24)}, "in_future", "observed_on"),
    ],
)
def test_what_cannot_be_observed_is_refused_at_its_field(caseworker, parts, code, field):
    case = CaseFactory()
    assert refused(record_observations, actor=caseworker, case=case, new=[new(), new(**parts)]) == (code, field)
    assert not Observation.objects.exists()


def test_an_interview_of_another_case_is_no_source_here(caseworker):
    other = InterviewFactory()
    (row,) = record_observations(actor=caseworker, case=CaseFactory(), new=[new(source="interview", interview=other)])
    assert row.interview is None


def test_a_closed_case_is_observed_no_more(caseworker):
    case = CaseFactory(status=CaseStatus.CLOSED, closed_on=TODAY)
    assert refused(record_observations, actor=caseworker, case=case, new=[new()])[0] == "closed"


def test_a_correction_takes_its_place_in_what_is_under_way_and_both_stand_in_the_history(caseworker, coordinator):
    assessment = AssessmentFactory(prepared_by=caseworker)
    was = Observation.objects.get(number=1)

    corrected = correct_observation(actor=coordinator, observation=was, new=new(evidence="Rettet."))

    was.refresh_from_db()
    assessment.refresh_from_db()
    assert (was.closed_as, was.closed_by, corrected.corrects, corrected.number) == ("corrected", coordinator, was, 4)
    assert grounds_of(assessment).act == {"recruit": Claim((4,))}
    assert (assessment.version, author_ids(assessment)) == (2, {caseworker.pk, coordinator.pk})
    gone = Support.objects.get(observation=was)
    assert (gone.removed_by, gone.removed_at is None) == (coordinator, False)


def test_a_correction_to_no_supports_nothing_any_more(caseworker):
    assessment = AssessmentFactory(prepared_by=caseworker, act_evidence={})
    seen = ObservationFactory(case=assessment.case, code="r_debt_bondage")
    text = grounds_of(assessment)
    revise_assessment(
        actor=caseworker, assessment=assessment, version=1,
        grounds=whole(act={"recruit": Claim((seen.number,))}, means=text.means, purpose=text.purpose),
    )  # fmt: skip

    correct_observation(actor=caseworker, observation=seen, new=new(answer="no", indicator=seen.indicator))

    assert grounds_of(Assessment.objects.get()).act == {"recruit": Claim()}


def test_what_is_withdrawn_supports_nothing_under_way_and_says_why(caseworker):
    assessment = AssessmentFactory(prepared_by=caseworker)

    withdraw_observation(actor=caseworker, observation=Observation.objects.get(number=2), reason=" Forkert person. ")

    gone = Support.objects.get(observation__number=2)
    assert grounds_of(Assessment.objects.get(pk=assessment.pk)).means == {"deception": Claim()}
    assert (gone.removed_reason, gone.observation.closed_reason) == ("Forkert person.", "Forkert person.")


def test_a_withdrawal_says_why(caseworker):
    seen = ObservationFactory()
    assert refused(withdraw_observation, actor=caseworker, observation=seen, reason=" ") == ("reason_missing", "reason")


def test_what_waits_for_a_decision_is_not_changed_under_whoever_decides(sent, caseworker):
    seen = Observation.objects.get(number=1)
    assert refused(correct_observation, actor=caseworker, observation=seen, new=new())[0] == "sent"
    assert refused(withdraw_observation, actor=caseworker, observation=seen, reason="Fejl.")[0] == "sent"
    assert Observation.objects.get(number=1).is_standing


def test_a_decided_assessment_keeps_what_it_was_decided_on(caseworker):
    decided = DecisionFactory().assessment
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the day of the decision ends here
    seen = Observation.objects.get(number=1)

    correct_observation(actor=caseworker, observation=seen, new=new(evidence="Rettet."))
    withdraw_observation(actor=caseworker, observation=Observation.objects.get(number=2), reason="Forkert.")

    assert grounds_of(decided).act == {"recruit": Claim((1,))}
    assert grounds_of(decided).means == {"deception": Claim((2,))}
    assert decided.revisions.count() == 1


def test_what_was_corrected_or_withdrawn_is_not_so_again(caseworker):
    first, second = ObservationFactory(), ObservationFactory()
    correct_observation(actor=caseworker, observation=first, new=new())
    withdraw_observation(actor=caseworker, observation=second, reason="Fejl.")

    codes = [refused(correct_observation, actor=caseworker, observation=row, new=new())[0] for row in (first, second)]
    assert codes == ["already_corrected", "already_withdrawn"]


def test_removing_a_link_changes_the_picture_and_the_history_says_who_when_and_why(caseworker, coordinator):
    assessment = AssessmentFactory(prepared_by=caseworker)

    remove_support(
        actor=coordinator, assessment=assessment, element="means", kind="deception", number=2, reason="Uklart."
    )

    gone = Support.objects.get(observation__number=2)
    assessment.refresh_from_db()
    assert grounds_of(assessment).means == {"deception": Claim()}
    assert (gone.removed_by, gone.removed_reason) == (coordinator, "Uklart.")
    assert (assessment.version, author_ids(assessment)) == (2, {caseworker.pk, coordinator.pk})
    assert Observation.objects.get(number=2).is_standing


def test_a_link_is_removed_once(caseworker):
    assessment = AssessmentFactory(prepared_by=caseworker)
    where = {"assessment": assessment, "element": "act", "kind": "recruit", "number": 1}
    remove_support(actor=caseworker, **where)

    with pytest.raises(Conflict):
        remove_support(actor=caseworker, **where)


def test_what_was_sent_keeps_the_support_it_needs(sent, coordinator):
    with pytest.raises(ValidationError) as error:
        remove_support(actor=coordinator, assessment=sent, element="act", kind="recruit", number=1)

    assert list(error.value.error_dict) == ["act_status"]
    assert Support.objects.filter(removed_at__isnull=True).count() == 3


def test_no_positive_decision_where_the_last_support_was_removed(caseworker, coordinator):
    assessment = AssessmentFactory(prepared_by=caseworker, recommendation="withdrawn")
    remove_support(actor=caseworker, assessment=assessment, element="purpose", kind="", number=3)
    submit_assessment(actor=caseworker, assessment=assessment, version=2)

    terms = {"version": 2, "outcome": "trafficked", "decided_on": TODAY, "reason": "Alligevel."}
    assert refused(decide_assessment, actor=coordinator, assessment=assessment, **terms) == (
        "element_missing",
        "choice",
    )


def test_what_was_sent_is_read_on_the_catalogue_and_observations_of_that_day(caseworker):
    assessment = AssessmentFactory(prepared_by=caseworker)
    ObservationFactory(case=assessment.case, code="x_excessive_hours")
    submit_assessment(actor=caseworker, assessment=assessment, version=1)
    assessment.refresh_from_db()
    record_observations(actor=caseworker, case=assessment.case, new=[new(indicator=indicator("x_hazardous_work"))])

    picture = picture_of(assessment.case, assessment, later(assessment, caseworker))

    assert (assessment.state, assessment.catalogue_id) == (AssessmentState.SUBMITTED, 1)
    assert [(result.strong, result.medium) for result in picture.results][3] == (1, 0)


def later(assessment, caseworker):
    """The observations of the case, the last of them written a minute after the assessment was sent."""
    rows = by_number(assessment.case, caseworker)
    rows[5].recorded_at = assessment.submitted_at + timedelta(minutes=1)
    return rows.values()


def indicator(code):
    return Indicator.objects.get(code=code)


def test_two_who_assess_see_the_same_observations(caseworker):
    case = CaseFactory()
    record_observations(actor=caseworker, case=case, new=[new()])
    record_observations(actor=staff("cmm_caseworker"), case=case, new=[new(evidence="Andet.")])
    assert sorted(by_number(case, caseworker)) == [1, 2]
