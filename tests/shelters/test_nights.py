"""A night is counted once: across months, years, moves and rates."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shelters.rules import Days, Line, Tariff, charge, month_of, months_of, nights_by_month

DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))
ORE = st.decimals(0, 20_000, places=2)


@st.composite
def stays(draw):
    first = draw(DAYS)
    return Days(first, first + timedelta(days=draw(st.integers(1, 900))))


@st.composite
def tariffs(draw):
    """Rates that hold one after the other, with holes between them; the last may have no end."""
    edges = sorted(draw(st.sets(DAYS, min_size=2, max_size=9)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    known = [Tariff(first, until, draw(ORE), draw(ORE), "Takstblad") for first, until in pairs]
    if len(edges) % 2:
        known.append(Tariff(edges[-1], None, draw(ORE), draw(ORE), "Takstblad"))
    return draw(st.permutations(known))


@given(stays())
def test_the_nights_of_all_months_are_the_nights_of_the_stay(stay):
    assert sum(nights_by_month(stay).values()) == stay.nights
    assert all(0 < nights <= month_of(month).nights for month, nights in nights_by_month(stay).items())


@given(stays())
def test_months_follow_each_other_without_a_hole(stay):
    parts = list(months_of(stay))
    assert [parts[0].first, *(part.until for part in parts)] == [*(part.first for part in parts), stay.until]


@given(stays(), st.integers(1, 900))
def test_a_move_counts_no_night_twice_and_loses_none(stay, after):
    moved_on = min(stay.first + timedelta(days=after), stay.until)
    before, then = nights_by_month(Days(stay.first, moved_on)), nights_by_month(Days(moved_on, stay.until))
    both = {month: before.get(month, 0) + then.get(month, 0) for month in before | then}
    assert both == nights_by_month(stay)


@given(stays(), stays())
def test_within_a_window_and_outside_it_are_the_whole(stay, window):
    before, after = Days(date.min, window.first), Days(window.until, date.max)
    assert sum(stay.within(part).nights for part in (before, window, after)) == stay.nights


def test_the_leap_day_is_a_night_of_its_own():
    assert nights_by_month(Days(date(2024, 2, 28), date(2024, 3, 1))) == {date(2024, 2, 1): 2}
    assert nights_by_month(Days(date(2025, 2, 28), date(2025, 3, 1))) == {date(2025, 2, 1): 1}
    assert nights_by_month(Days(date(2024, 2, 29), date(2024, 3, 1))) == {date(2024, 2, 1): 1}


def test_a_stay_over_new_year_has_each_night_in_its_own_year():
    assert nights_by_month(Days(date(2025, 12, 30), date(2026, 1, 3))) == {date(2025, 12, 1): 2, date(2026, 1, 1): 2}


def test_nobody_sleeps_the_night_of_the_departure():
    assert nights_by_month(Days(date(2026, 10, 30), date(2026, 11, 1))) == {date(2026, 10, 1): 2}


@given(stays(), st.integers(0, 5), tariffs())
def test_every_night_stands_on_one_line(stay, children, known):
    lines = charge(stay, children=children, tariffs=known)
    edges = [line.days for line in lines]
    assert [edges[0].first, *(edge.until for edge in edges)] == [*(edge.first for edge in edges), stay.until]
    assert all(edge.nights for edge in edges)


@given(stays(), st.integers(0, 5), tariffs())
def test_the_sum_is_what_each_night_costs_to_the_ore(stay, children, known):
    nights = (stay.first + timedelta(days=n) for n in range(stay.nights))
    holding = (next((one for one in known if one.first <= night < (one.until or date.max)), None) for night in nights)
    cost = sum((one.amount + children * one.child_amount for one in holding if one), Decimal(0))
    assert sum((line.amount or 0 for line in charge(stay, children=children, tariffs=known)), Decimal(0)) == cost


@given(stays(), tariffs())
def test_months_invoiced_one_by_one_are_the_stay_invoiced_at_once(stay, known):
    whole = charge(stay, children=1, tariffs=known)
    parts = [line for month in months_of(stay) for line in charge(month, children=1, tariffs=known)]
    assert sum(line.amount or 0 for line in parts) == sum(line.amount or 0 for line in whole)
    assert sum(line.nights for line in parts) == stay.nights


def test_a_rate_that_changes_in_the_middle_makes_two_lines_and_a_hole_a_line_without_an_amount():
    old = Tariff(date(2026, 1, 1), date(2026, 1, 10), Decimal("1500.50"), Decimal("200.25"), "Takst 2025")
    new = Tariff(date(2026, 1, 12), None, Decimal("1600.00"), Decimal("0.00"), "Takst 2026")

    lines = charge(Days(date(2026, 1, 8), date(2026, 1, 15)), children=2, tariffs=[new, old])

    assert lines == [
        Line(Days(date(2026, 1, 8), date(2026, 1, 10)), 2, old),
        Line(Days(date(2026, 1, 10), date(2026, 1, 12)), 2, None),
        Line(Days(date(2026, 1, 12), date(2026, 1, 15)), 2, new),
    ]
    assert [line.amount for line in lines] == [Decimal("3802.00"), None, Decimal("4800.00")]
