"""Whatever order things are entered in, and whenever they are asked about, a period has the same dates."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from identification.rules.periods import Act, Event, clock_of, derivation, legal_day, support_until, version_on

DAYS = st.dates(date(2008, 1, 1), date(2032, 12, 31))
ONE = timedelta(days=1)


@st.composite
def periods(draw):
    """A start, and up to eight things that happen from a month before it to a year after."""
    start = draw(DAYS)
    near = st.integers(-30, 365).map(lambda days: start + timedelta(days=days))
    happened = st.one_of(
        st.builds(Event, st.just(Act.EXTENDED), near, days=st.integers(0, 100)),
        st.builds(Event, st.just(Act.EXTENDED), near, total=st.integers(1, 200)),
        st.builds(Event, st.just(Act.EXTENDED), near, until=near),
        st.builds(Event, st.just(Act.SUSPENDED), near),
        st.builds(Event, st.just(Act.RESUMED), near),
        st.builds(lambda on, n: Event(Act.SUSPENDED, on, until=on + timedelta(days=n)), near, st.integers(0, 40)),
        st.builds(
            Event, st.just(Act.OVERRIDE), near, total=st.integers(1, 250), reason=st.sampled_from(["", "sygdom"])
        ),
        st.builds(Event, st.just(Act.ENDED), near),
    )
    events = [Event(Act.STARTED, start), *draw(st.lists(happened, max_size=8))]
    return [
        Event(e.act, e.on, e.days, e.total, e.until, e.reason, key=number) for number, e in enumerate(events, start=1)
    ]


def clock(events):
    return clock_of(events, version_on(events[0].on))


def day_by_day(made):
    """The last day, found the slow way: walk the calendar and count the days on which the clock runs."""
    on, counted = made.start, 0
    while True:
        counted += not made.is_stopped(on)
        if counted == made.total:
            return on
        if made.stops and made.stops[-1].until is None and on >= made.stops[-1].since:
            return None
        on += ONE


@given(periods(), st.randoms())
def test_any_order_of_entry_gives_the_same_clock(events, chance):
    shuffled = list(events)
    chance.shuffle(shuffled)
    again = clock_of(shuffled, version_on(events[0].on))
    found = (again.deadline, again.apply_by, again.furthest, again.total, again.cap, again.stops, again.ended_on)
    made = clock(events)
    assert found == (made.deadline, made.apply_by, made.furthest, made.total, made.cap, made.stops, made.ended_on)
    assert derivation(again) == derivation(made)


@given(periods())
def test_the_last_day_is_the_one_found_by_walking_the_calendar(events):
    made = clock(events)
    assert made.deadline == day_by_day(made)


@given(periods())
def test_no_period_is_longer_than_the_cap_without_an_override_with_a_reason(events):
    made = clock(events)
    overridden = [e.total for e in events if e.act == Act.OVERRIDE and e.reason]
    assert made.version.first_days <= made.total <= max([made.version.cap_days, *overridden])


@given(periods(), DAYS)
def test_used_and_left_are_the_period_on_any_day(events, today):
    made = clock(events)
    assert 0 <= made.used(today) <= made.total
    assert made.left(today) == (0 if made.is_ended(today) else made.total - made.used(today))


@given(periods())
def test_a_day_uses_one_day_or_none(events):
    made = clock(events)
    days = [made.start + timedelta(days=number) for number in range(-2, 200)]
    assert all(made.used(b) - made.used(a) in (0, 1) for a, b in pairwise(days))
    assert made.used(made.start - ONE) == 0


@given(periods(), DAYS)
def test_a_week_in_which_nothing_ran_changes_nothing(events, today):
    """Asked every day of the week, or only when it is over: the answer is the same, and nothing was stored."""
    asked_daily = clock(events)
    for number in range(7):
        asked_daily.used(today + timedelta(days=number))
    asked_once, after = clock(events), today + timedelta(days=7)
    assert (asked_daily, asked_daily.used(after)) == (asked_once, asked_once.used(after))


@given(DAYS, st.times())
def test_every_moment_has_one_legal_day_and_midnight_begins_it(day, hour):
    """The days the clocks are changed among them: 23 hours or 25, one day."""
    moment = datetime.combine(day, hour, UTC)
    on = legal_day(moment)
    assert legal_day(moment + timedelta(hours=26)) > on
    assert on - moment.date() in (timedelta(0), ONE)


@given(periods(), st.integers(0, 23), st.integers(0, 59))
def test_the_hour_of_the_day_makes_no_difference(events, hour, minute):
    """25 October 2026: the clocks are put back at one in the morning UTC, and midnight is at 23."""
    made, at = clock(events), datetime(2026, 10, 25, hour, minute, tzinfo=UTC)
    expected = date(2026, 10, 25) if hour < 23 else date(2026, 10, 26)
    assert made.used(legal_day(at)) == made.used(expected)


@given(periods(), st.integers(1, 60))
def test_a_later_stop_moves_the_last_day_by_its_days(events, days):
    """Put on the last day itself, which is then counted after it."""
    made = clock([e for e in events if e.act not in (Act.SUSPENDED, Act.RESUMED)])
    stop = Event(Act.SUSPENDED, made.deadline, until=made.deadline + timedelta(days=days), key=99)
    kept = [e for e in events if e.act not in (Act.SUSPENDED, Act.RESUMED)]
    if all(e.on <= made.deadline for e in kept):
        assert clock([*kept, stop]).deadline == made.deadline + timedelta(days=days)


@given(DAYS)
def test_thirty_days_over_any_leap_day_are_thirty_days(start):
    made = clock([Event(Act.STARTED, start, key=1)])
    assert (made.deadline - start).days == 29


@given(DAYS)
def test_more_can_be_applied_for_on_a_working_day_and_never_before_the_last_day(start):
    made = clock([Event(Act.STARTED, start, key=1)])
    assert 0 <= (made.apply_by - made.deadline).days <= 6
    assert made.apply_by.weekday() < 5


@given(DAYS, st.integers(0, 24))
def test_support_ends_in_the_right_month_and_never_on_a_later_day_of_it(departed, months):
    until = support_until(departed, months)
    assert (until.year * 12 + until.month) - (departed.year * 12 + departed.month) == months
    assert until.day <= departed.day
    assert until.day == departed.day or (until + ONE).day == 1
