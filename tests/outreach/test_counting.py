from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.outreach.enums import MetBefore
from cases.outreach.rules import (
    Counters,
    ServiceDay,
    check_met_at,
    counters,
    counts_as,
    digest_of,
    period,
    service_day,
)
from cmm.core.errors import RuleError

DANISH = ZoneInfo("Europe/Copenhagen")
ANSWERS = st.lists(st.sampled_from([*MetBefore.values, ""]), max_size=60)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("new", Counters(visits=1, unique=1, new=1)),
        ("yes", Counters(visits=1, unique=1, new=0)),
        ("tonight", Counters(visits=1, unique=0, new=0)),
        ("unknown", Counters(visits=1, unclear=1)),
        ("", Counters(visits=1, unclear=1)),
    ],
)
def test_what_a_contact_counts_as(answer, told):
    assert counts_as(answer) == told


@given(ANSWERS)
def test_every_visit_is_unique_or_seen_again_or_unclear(answers):
    told, given_answers = counters(answers), Counter(answers)

    assert told.visits == len(answers)
    assert told.visits == told.unique + told.repeats + told.unclear
    assert told.repeats == given_answers["tonight"]
    assert told.unclear == given_answers["unknown"] + given_answers[""]
    assert told.new <= told.unique


@given(ANSWERS, ANSWERS)
def test_counters_add_up_inside_a_day(one, other):
    assert counters(one) + counters(other) == counters(one + other)


@st.composite
def days(draw):
    """Service days of a week, each with some persons nobody gave a code."""
    found = []
    for number in range(draw(st.integers(0, 7))):
        told = counters(draw(ANSWERS))
        uncoded = draw(st.integers(0, told.unique))
        new = draw(st.integers(0, min(uncoded, told.new)))
        found.append(ServiceDay(date(2026, 11, 16) + timedelta(days=number), told, uncoded, new))
    return found


@given(days(), st.data())
def test_persons_of_a_week_are_never_more_than_its_days_together(week, data):
    coded = [day.counters.unique - day.uncoded_unique for day in week]
    codes = data.draw(st.integers(max(coded, default=0), sum(coded)))

    told = period(week, codes=codes)

    assert told.at_least <= told.at_most <= told.counters.unique
    assert told.at_least >= max((day.counters.unique for day in week), default=0) - max(coded, default=0)


def test_the_same_person_on_two_days_is_one_person():
    monday = ServiceDay(date(2026, 11, 16), Counters(visits=2, unique=2, new=1), uncoded_unique=1, uncoded_new=1)
    tuesday = ServiceDay(date(2026, 11, 17), Counters(visits=2, unique=2), uncoded_unique=1)

    told = period([monday, tuesday], codes=1)

    assert (told.counters.unique, told.at_least, told.at_most) == (4, 2, 3)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 23, 15, 0, tzinfo=DANISH), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 23, 59, tzinfo=DANISH), date(2026, 11, 23)),
        (datetime(2026, 11, 24, 0, 0, tzinfo=DANISH), date(2026, 11, 23)),
        (datetime(2026, 11, 24, 14, 59, tzinfo=DANISH), date(2026, 11, 23)),
        (datetime(2026, 3, 29, 3, 30, tzinfo=DANISH), date(2026, 3, 28)),
    ],
)
def test_a_night_belongs_to_the_day_it_began(moment, day):
    assert service_day(moment, starts=time(15)) == day


def test_nobody_is_met_in_the_future():
    now = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)
    check_met_at(met_at=now + timedelta(minutes=9), now=now)

    with pytest.raises(RuleError) as refused:
        check_met_at(met_at=now + timedelta(hours=3), now=now)

    assert refused.value.field == "met_at"


def test_the_digest_does_not_depend_on_the_order_of_answers():
    assert digest_of({"sex": "female", "given": [1, 2]}) == digest_of({"given": [1, 2], "sex": "female"})
    assert digest_of({"sex": "female"}) != digest_of({"sex": "male"})
