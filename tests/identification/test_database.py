"""What the database itself refuses, asked in plain SQL by the web's login and by the owner of the tables.

Whatever is tried is rolled back, so that both may try the same.
"""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from cases.enums import CaseStatus, CodeList
from identification.models import Assessment, Observation, Revision, StatusDecision
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, VictimFactory, code
from tests.factories.identification import AssessmentFactory, DecisionFactory, ObservationFactory
from tests.identification.stopping import DENIED, GROWS, SETTLED, both, insert, tried

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
FINAL, STANDS = "assessment_decided_is_final", "decision_stands"
FITS, FOUR_EYES = "decision_fits_its_assessment", "decision_takes_four_eyes"
ELSEWHERE = "support_is_of_its_own_case"
NO_MEANS = {"means_status": "not_assessed", "means_evidence": {}}


def decision(assessment, decider, **other):
    """A decision inserted as the verb would store it, except for ``other``."""
    values = {
        "case_id": assessment.case_id,
        "assessment_id": assessment.pk,
        "outcome": assessment.outcome,
        "authority": "cmm",
        "prepared_by_id": assessment.prepared_by_id,
        "decided_by_id": decider.pk,
        "decided_on": date(2026, 10, 6),
        "decided_at": datetime(2026, 10, 6, 9, 0, tzinfo=UTC),
        "reason": "Derfor.",
        "age_band": "",
        "in_force": True,
    }
    return insert("statusdecision", values | other)


@pytest.fixture
def decider(db):
    return staff("cmm_coordinator")


def test_a_decision_that_fits_is_taken(decider):
    assert decision(AssessmentFactory(decided=True), decider) == both("")


def test_a_decider_who_prepared_it_or_wrote_in_it_is_refused(decider):
    judged = AssessmentFactory(decided=True)
    writer = staff("cmm_coordinator")
    Revision.objects.create(assessment=judged, version=2, author=writer)

    assert decision(judged, judged.prepared_by) == both(FOUR_EYES)
    assert decision(judged, judged.prepared_by, prepared_by_id=decider.pk) == both(FITS)
    assert decision(judged, writer) == both(FOUR_EYES)
    assert decision(judged, decider) == both("")


def test_a_second_decision_in_force_is_refused(decider):
    second = AssessmentFactory(decided=True, case=DecisionFactory().case)

    assert decision(second, decider) == both("decision_one_in_force_a_case")


def test_dates_that_run_backwards_are_refused(decider):
    second = AssessmentFactory(decided=True, case=DecisionFactory(decided_on=date(2026, 10, 6)).case)

    earlier = decision(second, decider, decided_on=date(2026, 10, 5), in_force=False)
    same_day = decision(second, decider, decided_on=date(2026, 10, 6), in_force=False)

    assert (earlier, same_day) == (both("decision_dates_run_forwards"), both(""))


@pytest.mark.parametrize("login", ["default", "owner"])
def test_a_decision_goes_out_of_force_only_when_another_comes_into_force(login):
    first = DecisionFactory()

    with pytest.raises(IntegrityError, match="only succeeded by the next"):
        StatusDecision.objects.using(login).filter(pk=first.pk).update(in_force=False)
    second = DecisionFactory(case=first.case)

    assert list(StatusDecision.objects.filter(in_force=True)) == [second]


def test_a_decision_belongs_to_a_decided_assessment_of_its_own_case_and_outcome(decider):
    judged = AssessmentFactory(decided=True)

    assert decision(AssessmentFactory(), decider, outcome="withdrawn") == both(FITS)
    assert decision(judged, decider, outcome="withdrawn") == both(FITS)
    assert decision(judged, decider, case_id=CaseFactory().pk) == both(FITS)
    assert decision(judged, decider, reason="") == both("decision_says_why")
    assert decision(judged, decider, authority="kommune") == both("decision_authority_is_known")


def test_a_positive_decision_whose_evidence_says_nothing_is_refused(decider):
    empty = (
        {"act_evidence": {"recruit": " "}},
        {"act_types": ["harbour"]},
        {"means_evidence": {"deception": ""}},
        {"means_types": ["threats"]},
        {"purpose_evidence": " "},
    )
    met = [decided_at_once(AssessmentFactory(submitted=True, **facts), decider) for facts in empty]

    assert met == [both("decision_positive_rests_on_something")] * 5
    assert decided_at_once(AssessmentFactory(submitted=True), decider) == both("")


def decided_at_once(sent, decider):
    """The assessment set to positive and the decision stored, before the transaction ends and asks."""
    positive = "UPDATE identification_assessment SET state = 'decided', outcome = 'trafficked' WHERE id = %(sent)s"
    columns = (
        "case_id, assessment_id, outcome, authority, prepared_by_id, decided_by_id, decided_on, decided_at, reason"
    )
    values = "case_id, id, outcome, 'cmm', prepared_by_id, %(who)s, '2026-10-06', now(), 'Derfor.'"
    stored = f"INSERT INTO identification_statusdecision ({columns}, in_force) SELECT {values}, true FROM judged"
    return tried(f"WITH judged AS ({positive} RETURNING *) {stored}", sent=sent.pk, who=decider.pk)


def test_nobody_is_made_a_child_by_the_assessment(decider):
    adult = AssessmentFactory(decided=True, age_band="15_17", **NO_MEANS)
    case = CaseFactory(victim=VictimFactory(age_band="15_17"))

    assert decision(adult, decider) == both(FITS)
    assert decision(AssessmentFactory(decided=True, case=case, **NO_MEANS), decider) == both("")


def test_nothing_rests_on_another_case_on_a_no_or_on_what_is_closed():
    draft = AssessmentFactory()
    now = datetime(2026, 9, 11, tzinfo=UTC)
    closed = {"closed_as": "withdrawn", "closed_at": now, "closed_by": draft.prepared_by, "closed_reason": "Fejl."}
    seen = {
        "its own": ObservationFactory(case=draft.case),
        "another case": ObservationFactory(),
        "a no": ObservationFactory(case=draft.case, code="x_hazardous_work", answer="no"),
        "closed": ObservationFactory(case=draft.case, **closed),
    }
    values = "(%(draft)s, 'act', 'harbour', %(seen)s, %(who)s, now(), '')"
    met = {
        name: tried(f"INSERT INTO {LINK} VALUES {values}", draft=draft.pk, seen=row.pk, who=draft.prepared_by_id)
        for name, row in seen.items()
    }
    assert met == dict.fromkeys(seen, both(ELSEWHERE)) | {"its own": both("")}


@pytest.mark.parametrize("support", ["act", "means", "purpose"])
def test_a_positive_assessment_never_loses_its_last_support(support):
    decided = AssessmentFactory(decided=True)
    lacks = "means_or_a_child" if support == "means" else "act_and_purpose"
    taken = "SET removed_at = now(), removed_by_id = %(who)s WHERE element = %(support)s"
    met = tried(f"UPDATE identification_support {taken}", who=decided.prepared_by_id, support=support)
    assert met == both(f"assessment_positive_has_{lacks}")


def decided_as(assessment, age):
    """What stands in the way of setting the assessment to positive at ``age``."""
    positive = "SET state = 'decided', outcome = 'trafficked', age_band = %(age)s"
    return tried(f"UPDATE identification_assessment {positive} WHERE id = %(sent)s", sent=assessment.pk, age=age)


@pytest.mark.parametrize("age", ["unknown", "18_24", "15_17"])
def test_no_assessment_is_positive_without_act_and_purpose(age):
    lacking = (
        {"act_status": "doubtful"},
        {"act_types": []},
        {"act_evidence": {}},
        {"purpose_status": "not_met"},
        {"exploitation_form": None},
        {"purpose_evidence": ""},
    )
    met = [decided_as(AssessmentFactory(submitted=True, **facts), age) for facts in lacking]

    assert met == [both("assessment_positive_has_act_and_purpose")] * 6
    assert decided_as(AssessmentFactory(submitted=True), age) == both("")


def test_no_assessment_is_positive_without_means_unless_of_a_known_child():
    lacking = ({"means_status": "doubtful"}, {"means_types": []}, {"means_evidence": {}})
    refused = both("assessment_positive_has_means_or_a_child")

    for facts in lacking:
        sent = AssessmentFactory(submitted=True, **facts)
        assert {age: decided_as(sent, age) for age in ("unknown", "18_24", "15_17", "under_15")} == {
            "unknown": refused,
            "18_24": refused,
            "15_17": both(""),
            "under_15": both(""),
        }


@pytest.mark.parametrize(
    ("change", "stopped"),
    [
        ("state = 'finished'", "assessment_state_is_known"),
        ("state = 'decided'", "assessment_decided_has_outcome"),
        ("outcome = 'withdrawn'", "assessment_decided_has_outcome"),
        ("state = 'submitted'", "assessment_sent_is_complete"),
        ("act_types = '{purchase}'", "assessment_types_are_known"),
    ],
)
def test_a_draft_stays_within_what_the_rules_know(change, stopped):
    AssessmentFactory()
    assert tried(f"UPDATE identification_assessment SET {change}") == both(stopped)


def test_one_assessment_is_under_way_in_a_case_and_each_has_its_number():
    first = AssessmentFactory()
    AssessmentFactory(case=first.case, decided=True)
    row = Assessment.objects.filter(pk=first.pk).values().get()
    row |= {"id": 10_000, "number": 3}

    assert insert("assessment", row) == both("assessment_one_open_a_case")
    assert insert("assessment", row | {"number": 2}) == both("assessment_number_once_a_case")


FORMS, DECISION = "identification_assessment_secondary_forms", "identification_statusdecision"
LATER_TEXT = "(assessment_id, version, author_id, saved_at, text) VALUES (%(decided)s, 2, %(other)s, now(), '{}')"
LINK = "identification_support (assessment_id, element, kind, observation_id, added_by_id, added_at, removed_reason)"
AFTERWARDS = {
    "UPDATE identification_support SET removed_at = now(), removed_by_id = %(other)s": both(FINAL),
    f"INSERT INTO {LINK} VALUES (%(decided)s, 'act', 'harbour', %(seen)s, %(other)s, now(), '')": both(FINAL),
    "UPDATE identification_support SET kind = 'harbour' WHERE element = 'act'": both(SETTLED),
    "UPDATE identification_observation SET evidence = 'Andet.'": both(SETTLED),
    "DELETE FROM identification_support": (DENIED, GROWS),
    "DELETE FROM identification_observation": (DENIED, GROWS),
    "UPDATE identification_assessment SET facts = 'Andet.'": both(FINAL),
    "UPDATE identification_assessment SET state = 'draft', outcome = ''": both(FINAL),
    "UPDATE identification_assessment SET prepared_by_id = %(other)s": both(FINAL),
    "DELETE FROM identification_assessment": (DENIED, FINAL),
    f"DELETE FROM {FORMS}": both(FINAL),
    f"UPDATE {FORMS} SET code_id = %(form)s": both(FINAL),
    f"UPDATE {FORMS} SET assessment_id = %(draft)s": both(GROWS),
    f"INSERT INTO {FORMS} (assessment_id, code_id) VALUES (%(decided)s, %(form)s)": both(FINAL),
    "UPDATE identification_revision SET text = '{}'": (DENIED, GROWS),
    "UPDATE identification_revision SET author_id = %(other)s": (DENIED, GROWS),
    "DELETE FROM identification_revision": (DENIED, GROWS),
    "TRUNCATE identification_revision": (DENIED, GROWS),
    f"INSERT INTO identification_revision {LATER_TEXT}": both(FINAL),
    f"UPDATE {DECISION} SET outcome = 'withdrawn'": both(STANDS),
    f"UPDATE {DECISION} SET decided_on = '2026-10-07'": both(STANDS),
    f"UPDATE {DECISION} SET decided_by_id = %(other)s": both(STANDS),
    f"UPDATE {DECISION} SET in_force = true": both(STANDS),
    f"DELETE FROM {DECISION}": (DENIED, STANDS),
}


def test_what_is_decided_never_changes():
    begging, other = (code(CodeList.EXPLOITATION_FORM, name) for name in ("begging", "other"))
    case = CaseFactory(status=CaseStatus.IN_SUPPORT)
    decided, draft = AssessmentFactory(decided=True, case=case), AssessmentFactory()
    decided.secondary_forms.add(begging)
    DecisionFactory(case=case, assessment=decided)
    values = {"decided": decided.pk, "draft": draft.pk, "other": draft.prepared_by_id, "form": other.pk}
    values["seen"] = Observation.objects.filter(case=case).first().pk

    assert {statement: tried(statement, **values) for statement in AFTERWARDS} == AFTERWARDS
