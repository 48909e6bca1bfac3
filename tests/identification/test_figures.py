"""Whom the yearly report counts, in which year, and under which codes."""

from datetime import date

import pytest

from cases.enums import CodeList
from identification.selectors import figures
from tests.factories.cases import CaseFactory, CodeFactory, VictimFactory, code
from tests.factories.identification import AssessmentFactory, DecisionFactory
from tests.statements import statements

pytestmark = pytest.mark.django_db


def decided(case, *course):
    """Decisions in a case, each as (outcome, day)."""
    for outcome, day in course:
        DecisionFactory(case=case, outcome=outcome, decided_on=date.fromisoformat(day))


def identified(*years):
    return {year: figures(year)["identified"] for year in years}


def test_a_year_in_which_nothing_was_decided():
    AssessmentFactory(submitted=True)

    dimensions = ("sex", "age", "form", "citizenship", "authority", "month")
    assert figures(2026) == {
        "year": 2026,
        "assessed": 0,
        "identified": 0,
        "identified_again": 0,
        "by": {dimension: {} for dimension in dimensions},
    }


def test_a_person_is_counted_under_the_codes_the_decision_was_made_on():
    victim = VictimFactory(sex="female", age_band="18_24", citizenship="RO")
    case = CaseFactory(victim=victim, authority="us", authority_proposed="us")
    decided(case, ("trafficked", "2026-10-06"))
    victim.age_band = "25_34"
    victim.save()

    assert figures(2026)["by"] == {
        "sex": {"female": 1},
        "age": {"18_24": 1},
        "form": {"forced_labour": 1},
        "citizenship": {"RO": 1},
        "authority": {"us": 1},
        "month": {10: 1},
    }


def test_what_is_not_known_is_counted_as_unknown():
    decided(CaseFactory(), ("trafficked", "2026-10-06"))

    by = figures(2026)["by"]
    assert (by["sex"], by["age"], by["citizenship"]) == ({"unknown": 1}, {"unknown": 1}, {"unknown": 1})


def test_a_form_that_counts_as_another_is_counted_as_that():
    begging = code(CodeList.EXPLOITATION_FORM, "begging")
    new = CodeFactory(code="fraud_at_scale", statistics_code="")
    for form in (begging, begging, new):
        assessment = AssessmentFactory(decided=True, exploitation_form=form)
        DecisionFactory(case=assessment.case, assessment=assessment)

    assert figures(2026)["by"]["form"] == {"criminal_acts": 2, "fraud_at_scale": 1}


@pytest.mark.parametrize(
    ("course", "counted"),
    [
        ([("trafficked", "2025-03-01")], {2025: 1, 2026: 0}),
        ([("trafficked", "2025-03-01"), ("trafficked", "2026-03-01")], {2025: 1, 2026: 0}),
        ([("trafficked", "2025-03-01"), ("not_trafficked", "2026-03-01")], {2025: 0, 2026: 0}),
        ([("trafficked", "2025-03-01"), ("inconclusive", "2026-03-01")], {2025: 0, 2026: 0}),
        ([("trafficked", "2025-03-01"), ("disappeared", "2026-03-01")], {2025: 1, 2026: 0}),
        ([("trafficked", "2025-03-01"), ("withdrawn", "2026-03-01")], {2025: 1, 2026: 0}),
        ([("not_trafficked", "2025-03-01"), ("trafficked", "2026-03-01")], {2025: 0, 2026: 1}),
        (
            [("trafficked", "2025-03-01"), ("not_trafficked", "2025-06-01"), ("trafficked", "2026-03-01")],
            {2025: 0, 2026: 1},
        ),
        (
            [("trafficked", "2026-03-01"), ("not_trafficked", "2026-03-01"), ("trafficked", "2026-03-01")],
            {2025: 0, 2026: 1},
        ),
        ([("not_trafficked", "2026-03-01")], {2025: 0, 2026: 0}),
    ],
)
def test_the_year_is_that_of_the_first_positive_decision_nothing_has_set_aside(course, counted):
    decided(CaseFactory(), *course)

    assert identified(2025, 2026) == counted


def test_the_year_ends_at_midnight():
    decided(CaseFactory(), ("trafficked", "2025-12-31"))
    decided(CaseFactory(), ("trafficked", "2026-01-01"))

    assert identified(2024, 2025, 2026) == {2024: 0, 2025: 1, 2026: 1}


def test_a_person_with_two_cases_counts_once_a_year_by_the_first_decision():
    victim = VictimFactory()
    decided(CaseFactory(victim=victim), ("trafficked", "2026-05-01"))
    decided(CaseFactory(victim=victim), ("trafficked", "2026-02-01"))

    counted = figures(2026)
    assert (counted["identified"], counted["identified_again"], counted["by"]["month"]) == (1, 0, {2: 1})


def test_a_person_identified_again_in_a_new_case_counts_in_that_year_too():
    victim = VictimFactory()
    decided(CaseFactory(victim=victim), ("trafficked", "2024-05-01"))
    for _case in range(2):
        decided(CaseFactory(victim=victim), ("trafficked", "2026-05-01"))
    decided(CaseFactory(), ("trafficked", "2026-05-01"))

    again = {year: figures(year)["identified_again"] for year in (2024, 2025, 2026)}
    assert (identified(2024, 2026), again) == ({2024: 1, 2026: 2}, {2024: 0, 2025: 0, 2026: 1})


def test_an_identification_set_aside_in_one_case_stands_in_another():
    victim = VictimFactory()
    decided(CaseFactory(victim=victim), ("trafficked", "2024-05-01"), ("not_trafficked", "2025-05-01"))
    decided(CaseFactory(victim=victim), ("trafficked", "2026-05-01"))

    assert identified(2024, 2026) == {2024: 0, 2026: 1}
    assert figures(2026)["identified_again"] == 0


def test_persons_assessed_are_those_anything_was_decided_about():
    victim = VictimFactory()
    decided(CaseFactory(victim=victim), ("inconclusive", "2026-02-01"), ("trafficked", "2026-05-01"))
    decided(CaseFactory(victim=victim), ("trafficked", "2026-06-01"))
    decided(CaseFactory(), ("withdrawn", "2026-06-01"))
    decided(CaseFactory(), ("not_trafficked", "2025-06-01"))

    assert {year: figures(year)["assessed"] for year in (2025, 2026)} == {2025: 1, 2026: 2}


@pytest.mark.parametrize("persons", [1, 5])
def test_a_year_takes_three_statements_whatever_it_holds(persons):
    for _person in range(persons):
        decided(CaseFactory(), ("trafficked", "2025-02-01"), ("trafficked", "2026-02-01"))

    with statements() as asked:
        figures(2025)

    assert len(asked) == 3
