"""Two answer the same appeal, or the same finding, at once. Real threads, real transactions."""

from datetime import date

import pytest

from identification.models import Appeal, StatusDecision
from identification.services import confirm_finding, end_appeal, refuse_finding
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.rulings import AppealFactory, FindingFactory
from tests.threads import DONE, at_once

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 10, 30)


def test_two_record_the_outcome_of_one_appeal_and_one_has():
    appeal = AppealFactory()
    both = staff("cmm_coordinator"), staff("cmm_coordinator")

    def end(actor):
        outcome = "annulled" if actor == both[0] else "upheld"
        end_appeal(actor=actor, appeal=appeal, outcome=outcome, outcome_on=DAY)

    outcomes = at_once(*((actor, end) for actor in both))

    assert set(outcomes) == {DONE, "ended"}
    stands = StatusDecision.objects.filter(case=appeal.case, in_force=True).exists()
    assert stands == (Appeal.objects.get().outcome == "upheld")


def test_one_confirms_a_finding_while_another_refuses_it():
    finding = FindingFactory(case=CaseFactory(status="in_support"))
    both = staff("cmm_coordinator"), staff("cmm_coordinator")

    def answer(actor):
        if actor == both[0]:
            confirm_finding(actor=actor, finding=finding)
        else:
            refuse_finding(actor=actor, finding=finding, refusal="Dommen er om en anden.")

    outcomes = at_once(*((actor, answer) for actor in both))

    finding.refresh_from_db()
    assert set(outcomes) == {DONE, "answered"}
    assert StatusDecision.objects.filter(finding=finding).exists() == (finding.answer == "confirmed")
