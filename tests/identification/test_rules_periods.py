"""What a period comes to: forty worked examples a lawyer can read, and what they leave out."""

from datetime import date

import pytest

from cmm.core.errors import RuleError
from identification.rules.periods import Act, Event, clock_of, derivation, support_until, version_on
from tests.identification.periods import LINES, day, events_of

START = Event(Act.STARTED, date(2026, 10, 5), key=1)


def clock(*events):
    return clock_of([START, *events], version_on(START.on))


@pytest.mark.parametrize("line", LINES, ids=[f"{number} {line[-1]}" for number, line in enumerate(LINES, 1)])
def test_a_worked_example_comes_to_what_was_worked_out_by_hand(line):
    _kind, start, acts, today, deadline, apply_by, used, left, _why = line
    made = clock_of(events_of(start, acts), version_on(day(start)))
    found = (made.deadline, made.apply_by, made.used(day(today)), made.left(day(today)))
    assert found == (day(deadline), day(apply_by), int(used), int(left))


def test_a_period_that_was_offered_or_declined_has_no_clock():
    offered, declined = Event(Act.OFFERED, START.on, key=2), Event(Act.DECLINED, START.on, key=3)
    assert clock_of([offered, declined], version_on(START.on)) is None


def test_a_correction_stands_in_the_place_of_what_it_names():
    corrected = Event(Act.STARTED, date(2026, 10, 7), key=2, replaces=1)
    assert clock(corrected).deadline == date(2026, 11, 5)


def test_a_correction_is_corrected_in_its_turn():
    first = Event(Act.STARTED, date(2026, 10, 7), key=2, replaces=1)
    second = Event(Act.STARTED, date(2026, 10, 6), key=3, replaces=2)
    assert clock(second, first).deadline == date(2026, 11, 4)


def test_what_should_not_have_been_entered_is_taken_out_by_a_correction():
    given = Event(Act.EXTENDED, date(2026, 11, 2), days=30, key=2)
    assert clock(given, Event(Act.WITHDRAWN, given.on, key=3, replaces=2)) == clock()


def test_there_is_no_period_before_the_law_of_2007():
    with pytest.raises(RuleError) as refused:
        version_on(date(2006, 12, 31))
    assert refused.value.code == "before_the_law"


@pytest.mark.parametrize(
    ("departed", "until"),
    [
        ("2026-08-31", "2027-02-28"),
        ("2027-08-31", "2028-02-29"),
        ("2026-08-29", "2027-02-28"),
        ("2026-05-15", "2026-11-15"),
        ("2026-07-01", "2027-01-01"),
        ("2028-02-29", "2028-08-29"),
        ("2026-12-31", "2027-06-30"),
    ],
)
def test_support_after_return_ends_six_calendar_months_after_departure(departed, until):
    assert support_until(day(departed), 6) == day(until)


def test_the_derivation_says_each_step_in_order_and_ends_with_the_date():
    stop = Event(Act.SUSPENDED, date(2026, 10, 10), until=date(2026, 10, 20), key=3)
    lines = derivation(clock(Event(Act.EXTENDED, date(2026, 11, 2), days=60, key=2), stop))
    assert [line.on for line in lines] == [START.on, date(2026, 10, 10), date(2026, 11, 2), None, None, None]
    assert [line.text for line in lines] == [
        "begyndte perioden. Det er dag 1. Loven giver først 30 dage. Uden mere er dag 30 den 3. november 2026.",
        "blev uret standset i 10 dage og gik igen fra 20. oktober 2026. Den sidste dag flytter sig lige så meget.",
        "blev perioden forlænget. Den er nu 90 dage.",
        "Loftet er 120 dage: Udlændingeloven § 33, stk. 14 og 15 (L 129, 2013), som gjaldt den første dag.",
        "Dag 90 er 12. januar 2027. Det er den sidste dag.",
        "Dag 1 tæller med, og det gør den sidste dag også. Weekender og helligdage flytter ikke den sidste dag.",
    ]


def test_the_derivation_says_when_more_was_given_than_is_allowed_and_when_the_clock_stands():
    lines = derivation(clock(Event(Act.EXTENDED, date(2026, 11, 2), days=100, key=2)))
    assert lines[1].text == "blev der givet 130 dage i alt, men højst 120 er tilladt. Den er nu 120 dage."
    lines = derivation(clock(Event(Act.SUSPENDED, date(2026, 10, 10), key=2)))
    assert lines[1].text == "blev uret standset, og det står stadig. Den sidste dag kendes først, når uret går igen."
