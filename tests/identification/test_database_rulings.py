"""What the database refuses of appeals and findings.

The triggers: appeal_fits, appeal_takes_effect, finding_takes_effect, decision_repeats_its_ruling and
decision_is_succeeded.
"""

from datetime import date

import pytest
from django.db import IntegrityError, connections, transaction

from identification.models import Appeal, CourtFinding, StatusDecision
from tests.factories.identification import DecisionFactory
from tests.factories.rulings import AppealFactory, FindingFactory
from tests.identification.rulings import DAY

pytestmark = pytest.mark.django_db


@transaction.atomic
def asked_at_once(act):
    act()
    connections["default"].check_constraints()


def refusal(act):
    with pytest.raises(IntegrityError) as refused:
        asked_at_once(act)
    return refused.value.__cause__.diag.constraint_name


def test_the_database_refuses_an_appeal_that_cannot_be():
    replaced = DecisionFactory(decided_on=date(2026, 10, 1))
    stands = DecisionFactory(case=replaced.case)

    assert refusal(lambda: AppealFactory(decision=replaced)) == "appeal_is_of_a_decision_in_force"
    early = {"decision": stands, "lodged_on": date(2026, 10, 5)}
    assert refusal(lambda: AppealFactory(**early)) == "appeal_comes_after_its_decision"
    ahead = {"decision": stands, "lodged_on": date(2026, 10, 14)}
    assert refusal(lambda: AppealFactory(**ahead)) == "appeal_is_not_ahead_of_its_record"
    AppealFactory(decision=stands)
    assert refusal(lambda: AppealFactory(decision=stands)) == "appeal_one_open_a_decision"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"outcome": "annulled"}, "ruling_takes_effect"),
        ({"outcome": "changed", "changed_to": "not_trafficked"}, "ruling_takes_effect"),
        ({"outcome": "changed"}, "appeal_changes_into_something"),
        ({"outcome": "upheld", "outcome_on": date(2026, 10, 11)}, "appeal_ends_after_it_was_lodged"),
        ({"outcome": "upheld", "outcome_on": date(2027, 1, 1)}, "appeal_is_not_ahead_of_its_record"),
    ],
)
def test_the_database_refuses_an_outcome_that_cannot_be(coordinator, change, constraint):
    appeal = AppealFactory()
    by = {"outcome_by": coordinator, "outcome_on": DAY, "outcome_at": "2026-11-02T09:00:00Z"}

    assert refusal(lambda: Appeal.objects.filter(pk=appeal.pk).update(**by | change)) == constraint


def test_the_database_refuses_that_one_alone_overturns_or_confirms():
    appeal, finding = AppealFactory(), FindingFactory()
    by = {"outcome_by": appeal.recorded_by, "outcome_on": DAY, "outcome_at": "2026-11-02T09:00:00Z"}
    confirmed = {"answer": "confirmed", "answered_by": finding.recorded_by, "answered_at": "2026-11-02T09:00:00Z"}

    alone = refusal(lambda: Appeal.objects.update(outcome="annulled", **by))
    assert alone == "appeal_takes_four_eyes"
    assert refusal(lambda: CourtFinding.objects.update(**confirmed)) == "finding_takes_four_eyes"


def test_the_database_refuses_a_confirmed_finding_that_is_no_decision(coordinator):
    FindingFactory()
    confirmed = {"answer": "confirmed", "answered_by": coordinator, "answered_at": "2026-11-02T09:00:00Z"}

    assert refusal(lambda: CourtFinding.objects.update(**confirmed)) == "ruling_takes_effect"


@pytest.mark.parametrize(
    "other", [{"outcome": "not_trafficked"}, {"decided_on": date(2026, 10, 21)}, {"authority": "cmm"}]
)
def test_the_database_refuses_a_decision_that_no_court_said(coordinator, other):
    finding = FindingFactory()
    CourtFinding.objects.filter(pk=finding.pk)
    said = {
        "case": finding.case, "finding": finding, "outcome": finding.outcome, "authority": "court",
        "prepared_by": finding.recorded_by, "decided_by": coordinator, "decided_on": finding.judged_on,
        "reason": "Dom.", "age_band": "unknown",
    }  # fmt: skip

    unconfirmed = refusal(lambda: StatusDecision.objects.create(**said))

    def confirmed():
        CourtFinding.objects.update(answer="confirmed", answered_by=coordinator, answered_at="2026-11-02T09:00:00Z")
        StatusDecision.objects.create(**said | other)

    assert (unconfirmed, refusal(confirmed)) == ("decision_repeats_its_ruling",) * 2


def test_a_decision_is_put_out_of_force_by_nothing_but_the_next_or_an_appeal():
    decision = DecisionFactory()

    assert refusal(lambda: StatusDecision.objects.filter(pk=decision.pk).update(in_force=False)) == "decision_stands"
