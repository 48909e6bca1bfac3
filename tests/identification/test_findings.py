"""What courts found: recorded by one, and confirmed by another."""

from datetime import date

import pytest

from cases.enums import CaseStatus, CodeList
from cmm.core.errors import Conflict, RuleError
from identification.models import Letter, StatusDecision
from identification.rules.rulings import road
from identification.services import (
    NewFinding,
    confirm_finding,
    make_letter,
    record_finding,
    refuse_finding,
)
from tests.factories.cases import CaseFactory, code
from tests.factories.identification import AssessmentFactory, DecisionFactory
from tests.factories.rulings import FindingFactory
from tests.identification.rulings import DAY, standing, supported

pytestmark = pytest.mark.django_db


def new_finding(**other):
    said = {"court": code(CodeList.COURT, "odense"), "court_ref": "S5-1", "judged_on": DAY, "outcome": "trafficked"}
    return NewFinding(**said | other)


def test_a_finding_changes_nothing_until_another_confirms_it(caseworker, coordinator, trail):
    case = supported(authority="court")
    finding = record_finding(actor=caseworker, case=case, new=new_finding())
    assert standing(case) == ("in_support", [])

    confirm_finding(actor=coordinator, finding=finding)

    assert standing(case) == ("in_support", [("trafficked", "court")])
    decision = StatusDecision.objects.get()
    assert (decision.prepared_by, decision.decided_by, decision.decided_on) == (caseworker, coordinator, DAY)
    assert [action for _who, action, _ref in trail()] == ["finding.recorded", "finding.confirmed"]


def test_whoever_recorded_the_finding_does_not_confirm_it(coordinator):
    finding = record_finding(actor=coordinator, case=supported(), new=new_finding())

    with pytest.raises(RuleError) as refused:
        confirm_finding(actor=coordinator, finding=finding)

    assert (refused.value.code, StatusDecision.objects.exists()) == ("four_eyes", False)


def test_a_finding_that_is_refused_stays_with_what_is_wrong(coordinator):
    finding = refuse_finding(actor=coordinator, finding=FindingFactory(), refusal="Dommen er om en anden.")

    assert (finding.answer, finding.refusal) == ("refused", "Dommen er om en anden.")
    with pytest.raises(Conflict):
        confirm_finding(actor=coordinator, finding=finding)


@pytest.mark.parametrize("judged_on", [date(2026, 10, 5), date(2026, 11, 24)])
def test_a_judgment_lies_between_the_latest_decision_and_today(caseworker, judged_on):
    case = DecisionFactory(decided_on=date(2026, 10, 6)).case

    with pytest.raises(RuleError) as refused:
        record_finding(actor=caseworker, case=case, new=new_finding(judged_on=judged_on))

    assert refused.value.field == "judged_on"


def test_a_finding_waits_for_no_assessment_and_leaves_one_under_way_where_it_is(coordinator):
    case = AssessmentFactory(submitted=True).case
    finding = FindingFactory(case=case)

    confirm_finding(actor=coordinator, finding=finding)

    assert standing(case) == ("awaiting_decision", [("trafficked", "court")])


def test_a_finding_that_says_again_what_was_decided_takes_no_closed_case_up(coordinator):
    case = CaseFactory(status=CaseStatus.CLOSED, closed_on=date(2026, 10, 10))
    DecisionFactory(case=case)

    confirm_finding(actor=coordinator, finding=FindingFactory(case=case))

    assert standing(case) == ("closed", [("trafficked", "court")])


def test_a_court_writes_its_own_letter(coordinator):
    finding = confirm_finding(actor=coordinator, finding=FindingFactory(case=supported()))

    with pytest.raises(RuleError):
        make_letter(actor=coordinator, decision=finding.decision, language="da", reason="Fordi.", advice="")

    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("now", "then", "moves"),
    [
        ("in_support", "in_support", []),
        ("closed", "in_support", ["in_clarification", "awaiting_decision", "in_support"]),
        ("inquiry", "in_support", ["in_clarification", "awaiting_decision", "in_support"]),
        ("in_clarification", "in_support", ["awaiting_decision", "in_support"]),
        ("in_support", "closed", ["closed"]),
    ],
)
def test_the_road_of_a_case_to_where_a_ruling_leaves_it(now, then, moves):
    assert road(now, CaseStatus(then)) == moves
