"""Appeals against decisions: recorded by one, and overturning by two."""

from datetime import date

import pytest

from cases.enums import CaseStatus, CodeList
from cmm.core.errors import Conflict, RuleError
from identification.models import Appeal, StatusDecision
from identification.services import (
    end_appeal,
    lodge_appeal,
)
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, code
from tests.factories.identification import DecisionFactory
from tests.factories.rulings import AppealFactory
from tests.identification.rulings import DAY, ended, standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(db):
    return code(CodeList.APPEAL_BODY, "immigration_appeals_board")


def test_an_appeal_stands_beside_the_decision_in_force(caseworker, board, trail):
    decision = DecisionFactory()

    appeal = lodge_appeal(
        actor=caseworker, decision=decision, lodged_by="lawyer", body=board, lodged_on=date(2026, 10, 12)
    )

    assert (appeal.number, appeal.outcome, appeal.recorded_by) == (1, "", caseworker)
    assert standing(decision.case) == ("in_support", [("trafficked", "cmm")])
    assert trail() == [(caseworker.pk, "appeal.lodged", decision.case.ref)]


@pytest.mark.parametrize(
    ("lodged_on", "why"), [(date(2026, 10, 5), "before_decision"), (date(2026, 11, 24), "in_future")]
)
def test_an_appeal_lies_between_its_decision_and_today(caseworker, board, lodged_on, why):
    decision = DecisionFactory(decided_on=date(2026, 10, 6))

    with pytest.raises(RuleError) as refused:
        lodge_appeal(actor=caseworker, decision=decision, lodged_by="person", body=board, lodged_on=lodged_on)

    assert (refused.value.code, refused.value.field) == (why, "lodged_on")
    assert not Appeal.objects.exists()


def test_only_a_decision_in_force_is_appealed_against_and_once_at_a_time(caseworker, board):
    first = DecisionFactory(decided_on=date(2026, 10, 1))
    appeal = AppealFactory(decision=DecisionFactory(case=first.case))

    for decision in (first, appeal.decision):
        with pytest.raises(Conflict):
            lodge_appeal(actor=caseworker, decision=decision, lodged_by="person", body=board, lodged_on=DAY)

    assert Appeal.objects.count() == 1


@pytest.mark.parametrize("outcome", ["upheld", "withdrawn", "mistaken"])
def test_an_appeal_that_changes_nothing_leaves_the_decision_in_force(coordinator, outcome):
    appeal = ended(coordinator, outcome)

    assert (appeal.outcome, appeal.outcome_on, appeal.outcome_by) == (outcome, DAY, coordinator)
    assert standing(appeal.case) == ("in_support", [("trafficked", "cmm")])


def test_an_annulled_decision_is_out_of_force_and_the_case_is_clarified_again(coordinator):
    appeal = ended(coordinator, "annulled")

    assert standing(appeal.case) == ("in_clarification", [])


def test_a_changed_decision_is_succeeded_by_what_the_body_said(coordinator):
    appeal = ended(coordinator, "changed", changed_to="not_trafficked")

    assert standing(appeal.case) == ("closed", [("not_trafficked", "cmm")])
    new = StatusDecision.objects.get(in_force=True)
    assert (new.appeal, new.decided_on, new.decided_by, new.decided_where) == (
        appeal, DAY, coordinator, "Udlændingenævnet",
    )  # fmt: skip


def test_a_closed_case_whose_decision_is_changed_comes_into_support(coordinator):
    case = CaseFactory(status=CaseStatus.CLOSED, closed_on=date(2026, 10, 6))
    appeal = AppealFactory(decision=DecisionFactory(case=case, outcome="not_trafficked"))

    end_appeal(actor=coordinator, appeal=appeal, outcome="changed", changed_to="trafficked", outcome_on=DAY)

    assert standing(case) == ("in_support", [("trafficked", "cmm")])


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"outcome": "changed", "outcome_on": DAY}, "no_change"),
        ({"outcome": "changed", "outcome_on": DAY, "changed_to": "trafficked"}, "same"),
        ({"outcome": "upheld", "outcome_on": date(2026, 10, 11)}, "before_appeal"),
        ({"outcome": "upheld", "outcome_on": date(2026, 11, 24)}, "in_future"),
    ],
)
def test_an_outcome_that_cannot_be_is_refused_at_its_field(coordinator, said, why):
    appeal = AppealFactory()

    with pytest.raises(RuleError) as refused:
        end_appeal(actor=coordinator, appeal=appeal, **said)

    assert (refused.value.code, bool(refused.value.field)) == (why, True)
    assert Appeal.objects.get().outcome == ""


def test_whoever_recorded_the_appeal_does_not_overturn_the_decision(coordinator):
    appeal = AppealFactory(recorded_by=coordinator)

    with pytest.raises(RuleError) as refused:
        end_appeal(actor=coordinator, appeal=appeal, outcome="annulled", outcome_on=DAY)

    assert refused.value.code == "four_eyes"
    assert end_appeal(actor=coordinator, appeal=appeal, outcome="upheld", outcome_on=DAY).outcome == "upheld"


def test_an_appeal_ends_once(coordinator):
    appeal = ended(coordinator, "upheld")

    with pytest.raises(Conflict):
        end_appeal(actor=staff("cmm_coordinator"), appeal=appeal, outcome="annulled", outcome_on=DAY)


def test_what_a_later_decision_replaced_is_annulled_and_not_changed(coordinator):
    appeal = AppealFactory()
    DecisionFactory(case=appeal.case, decided_on=date(2026, 10, 20))

    with pytest.raises(RuleError):
        end_appeal(actor=coordinator, appeal=appeal, outcome="changed", changed_to="not_trafficked", outcome_on=DAY)
    end_appeal(actor=coordinator, appeal=appeal, outcome="annulled", outcome_on=DAY)

    assert standing(appeal.case) == ("in_support", [("trafficked", "cmm")])
