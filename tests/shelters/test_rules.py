from datetime import UTC, date, datetime

import pytest

from cases.enums import CaseStatus, Sex
from cmm.core.errors import RuleError
from shelters import rules
from shelters.enums import RequestState

TONIGHT = date(2026, 11, 23)


def refusal(check, **facts):
    """The code and field a rule refuses with, or None."""
    try:
        check(**facts)
    except RuleError as error:
        return error.code, error.field
    return None


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        (datetime(2026, 11, 23, 23, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 24, 2, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 24, 5, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 24, 6, 0, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2027, 1, 1, 0, 30, tzinfo=UTC), date(2026, 12, 31)),
    ],
)
def test_a_night_lasts_until_six(moment, night):
    assert rules.night_of(moment) == night


@pytest.mark.parametrize(
    ("status", "placeable"),
    [
        (CaseStatus.INQUIRY, False),
        (CaseStatus.IN_CLARIFICATION, True),
        (CaseStatus.AWAITING_DECISION, True),
        (CaseStatus.IN_SUPPORT, True),
        (CaseStatus.CLOSED, False),
    ],
)
def test_a_presumed_victim_has_the_same_right_to_a_bed(status, placeable):
    assert (refusal(rules.check_placeable, case_status=status) is None) == placeable


@pytest.mark.parametrize(
    ("first", "departure", "refused"),
    [
        (date(2026, 11, 23), date(2026, 11, 24), None),
        (date(2026, 12, 31), date(2027, 1, 1), None),
        (date(2026, 11, 22), date(2026, 11, 24), ("past", "wanted_from")),
        (date(2026, 11, 23), date(2026, 11, 23), ("backwards", "wanted_to")),
        (date(2026, 11, 23), date(2026, 11, 22), ("backwards", "wanted_to")),
        (date(2026, 11, 23), date(2027, 11, 24), None),
        (date(2026, 11, 23), date(2027, 11, 25), ("too_long", "wanted_to")),
    ],
)
def test_the_days_asked_for_make_sense(first, departure, refused):
    assert refusal(rules.check_wanted, wanted_from=first, wanted_to=departure, tonight=TONIGHT) == refused


@pytest.mark.parametrize(
    ("sex", "women_only", "refused"),
    [
        (Sex.MALE, True, ("women_only", "shelter")),
        (Sex.MALE, False, None),
        (Sex.FEMALE, True, None),
        (Sex.UNKNOWN, True, None),
        (Sex.TRANS_OR_OTHER, True, None),
    ],
)
def test_only_men_are_refused_by_a_house_for_women(sex, women_only, refused):
    assert refusal(rules.check_welcome, sex=sex, women_only=women_only) == refused


@pytest.mark.parametrize("state", [state for state in RequestState if state != RequestState.WAITING])
def test_an_answer_is_given_once(state):
    assert refusal(rules.check_unanswered, state=state) == ("answered", "")


@pytest.mark.parametrize(
    ("proposed", "refused"),
    [
        (date(2026, 11, 22), ("past", "proposed_from")),
        (date(2026, 11, 25), ("same_date", "proposed_from")),
        (date(2026, 11, 23), None),
        (date(2026, 12, 2), None),
    ],
)
def test_another_date_is_another_and_not_past(proposed, refused):
    facts = {"proposed_from": proposed, "wanted_from": date(2026, 11, 25), "tonight": TONIGHT}
    assert refusal(rules.check_proposed, **facts) == refused


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        (date(2026, 11, 24), ("future", "on")),
        (date(2026, 11, 20), ("not_slept", "on")),
        (date(2026, 11, 21), None),
        (date(2026, 11, 23), None),
    ],
)
def test_a_stay_ends_after_a_night_and_not_in_the_future(on, refused):
    assert refusal(rules.check_end, arrives_on=date(2026, 11, 20), on=on, today=TONIGHT) == refused


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        (date(2026, 11, 19), ("outside", "on")),
        (date(2026, 11, 20), None),
        (date(2026, 11, 22), None),
        (date(2026, 11, 23), ("outside", "on")),
        (date(2026, 11, 24), ("future", "on")),
    ],
)
def test_a_move_lies_within_the_stay(on, refused):
    days = {"arrives_on": date(2026, 11, 20), "departs_on": date(2026, 11, 23)}
    assert refusal(rules.check_move, **days, on=on, today=TONIGHT) == refused


@pytest.mark.parametrize(
    ("departs_on", "refused"),
    [
        (date(2026, 11, 20), ("backwards", "departs_on")),
        (date(2026, 11, 22), ("past", "departs_on")),
        (date(2026, 11, 23), None),
        (date(2027, 2, 1), None),
    ],
)
def test_a_planned_departure_rewrites_no_night(departs_on, refused):
    assert (
        refusal(rules.check_departure, arrives_on=date(2026, 11, 20), departs_on=departs_on, tonight=TONIGHT) == refused
    )


@pytest.mark.parametrize(
    ("arrives_on", "refused"),
    [(date(2026, 11, 21), ("slept", "")), (date(2026, 11, 22), None), (date(2026, 12, 1), None)],
)
def test_a_place_is_given_back_until_the_day_after(arrives_on, refused):
    assert refusal(rules.check_release, arrives_on=arrives_on, today=TONIGHT) == refused


def test_an_ended_stay_stays_as_it_is():
    assert (refusal(rules.check_going_on, is_over=True), refusal(rules.check_going_on, is_over=False)) == (
        ("over", ""),
        None,
    )
