"""When an approval holds, and on which night of a stay it lapses."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from shelters.enums import ApprovalStatus
from shelters.rules.supervision import HOLDING, Standing, first_night_without
from tests.factories.shelters import night


def lapses(*standings, first=0, departure=7):
    return first_night_without(standings, first=night(first), departure=night(departure))


def test_an_approval_without_an_end_holds_every_night():
    assert lapses(Standing("approved", night(-9))) is None


def test_an_approval_lapses_during_a_stay_on_the_first_night_it_no_longer_holds():
    assert lapses(Standing("approved", night(-9), night(3))) == night(3)


def test_the_day_of_departure_is_no_night():
    assert lapses(Standing("approved", night(-9), night(7))) is None


def test_where_nothing_was_decided_the_first_night_already_lacks_it():
    assert lapses() == night(0)
    assert lapses(Standing("approved", night(1))) == night(0)


def test_the_next_approval_takes_over_on_the_day():
    before, after = Standing("conditional", night(-9), night(3)), Standing("approved", night(3), night(5))
    assert lapses(after, before) == night(5)


def test_a_withdrawal_in_between_is_a_lapse():
    rows = [Standing("approved", night(-9), night(3)), Standing("withdrawn", night(3), night(5))]
    assert lapses(*rows, Standing("approved", night(5))) == night(3)


@given(
    cuts=st.lists(st.integers(-5, 25), min_size=1, max_size=6, unique=True),
    statuses=st.lists(st.sampled_from(ApprovalStatus.values), min_size=6, max_size=6),
    open_end=st.booleans(),
    first=st.integers(0, 10),
    length=st.integers(1, 12),
)
def test_it_is_the_first_night_that_nothing_covers(cuts, statuses, open_end, first, length):
    """Counted night by night, whatever was decided and however the decisions join."""
    cuts = sorted(cuts)
    ends = [*cuts[1:], *([None] if open_end else [cuts[-1] + 3])]
    rows = [
        Standing(status, night(since), None if until is None else night(until))
        for since, until, status in zip(cuts, ends, statuses, strict=False)
    ]
    stay = [night(first) + timedelta(days=n) for n in range(length)]
    bare = [day for day in stay if not any(row.status in HOLDING and row.covers(day) for row in rows)]
    assert lapses(*rows, first=first, departure=first + length) == (bare[0] if bare else None)
