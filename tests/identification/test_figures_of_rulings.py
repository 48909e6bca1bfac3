"""A decision that was set aside is not counted."""

from datetime import date

import pytest

from cases.enums import CodeList
from identification.selectors import figures
from identification.services import (
    confirm_finding,
    end_appeal,
)
from tests.factories.cases import VictimFactory, code
from tests.factories.identification import DecisionFactory
from tests.factories.rulings import AppealFactory, FindingFactory
from tests.identification.rulings import supported

pytestmark = pytest.mark.django_db


def counted(*years):
    return {year: figures(year)["identified"] for year in years}


def test_an_annulled_decision_is_not_counted_and_the_next_one_is(coordinator):
    decision = DecisionFactory(decided_on=date(2025, 5, 1))
    assert counted(2025, 2026) == {2025: 1, 2026: 0}

    appeal = AppealFactory(decision=decision, lodged_on=date(2025, 6, 1))
    end_appeal(actor=coordinator, appeal=appeal, outcome="annulled", outcome_on=date(2025, 12, 1))
    assert counted(2025, 2026) == {2025: 0, 2026: 0}

    DecisionFactory(case=decision.case, decided_on=date(2026, 2, 1))
    assert counted(2025, 2026) == {2025: 0, 2026: 1}


def test_what_set_a_decision_aside_and_was_annulled_itself_sets_nothing_aside(coordinator):
    first = DecisionFactory(decided_on=date(2025, 5, 1))
    second = DecisionFactory(case=first.case, outcome="not_trafficked", decided_on=date(2025, 8, 1))
    assert counted(2025) == {2025: 0}

    appeal = AppealFactory(decision=second, lodged_on=date(2025, 9, 1))
    end_appeal(actor=coordinator, appeal=appeal, outcome="annulled", outcome_on=date(2025, 12, 1))

    assert counted(2025) == {2025: 1}


@pytest.mark.parametrize("outcome", ["upheld", "withdrawn", "mistaken"])
def test_an_appeal_that_changes_nothing_moves_nobody_to_another_year(coordinator, outcome):
    appeal = AppealFactory(decision=DecisionFactory(decided_on=date(2025, 5, 1)))

    end_appeal(actor=coordinator, appeal=appeal, outcome=outcome, outcome_on=date(2026, 11, 1))

    assert counted(2025, 2026) == {2025: 1, 2026: 0}


def test_a_decision_that_is_changed_counts_no_longer_and_one_changed_into_it_counts_from_then(coordinator):
    negative = DecisionFactory(outcome="not_trafficked", decided_on=date(2025, 5, 1))
    positive = DecisionFactory(decided_on=date(2025, 5, 1))
    for decision, changed_to in ((negative, "trafficked"), (positive, "not_trafficked")):
        appeal = AppealFactory(decision=decision, lodged_on=date(2025, 6, 1))
        end_appeal(
            actor=coordinator, appeal=appeal, outcome="changed", changed_to=changed_to, outcome_on=date(2026, 1, 9)
        )

    assert counted(2025, 2026) == {2025: 0, 2026: 1}


def test_a_person_found_by_a_court_is_counted_under_the_courts_codes(coordinator):
    victim = VictimFactory(sex="male", age_band="18_24", citizenship="RO")
    begging = code(CodeList.EXPLOITATION_FORM, "begging")
    finding = FindingFactory(case=supported(victim=victim), exploitation_form=begging)

    confirm_finding(actor=coordinator, finding=finding)

    assert figures(2026)["by"] == {
        "sex": {"male": 1},
        "age": {"18_24": 1},
        "form": {"criminal_acts": 1},
        "citizenship": {"RO": 1},
        "authority": {"court": 1},
        "month": {10: 1},
    }


# The database itself
