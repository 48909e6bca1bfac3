"""Ages in years: a mean and two ends that say no more of anybody than the printed age groups do."""

from hypothesis import given
from hypothesis import strategies as st

from reports.figures.ages import BORDERS, age_years, extremes, youngest
from reports.figures.tables import axis, cell, table

YEAR = 2026
AGES = [16] * 6 + [17] * 3 + [19, 21, 22, 23, 24, 24, 24] + [25, 29, 30, 33, 38, 41, 44, 47, 52, 57]


def groups_of(ages, withheld=()):
    counts = {name: sum(first <= one <= last for one in ages) for name, (first, last) in BORDERS.items()}
    return {name: None if name in withheld else n for name, n in counts.items()} | {"all": len(ages)}


def printed(groups, edition=""):
    cells = [
        cell((name, str(YEAR)), n, source="register", status="shown" if n is not None else "withheld")
        for name, n in groups.items()
    ]
    rows, columns = axis("age", groups, total="all"), axis("year", [str(YEAR)])
    return table("ages", "Ages", "identified", rows, columns, cells)


def told(ages, groups, earlier=(), threshold=5):
    counts = {one: ages.count(one) for one in ages}
    found = age_years(counts, [printed(groups)], YEAR, earlier, threshold)
    return {one["key"][0]: (one["value"], one.get("edition", "")) for one in found["cells"]}


def test_the_ends_are_of_five_and_the_mean_is_of_all():
    assert told(AGES, groups_of(AGES)) == {"youngest": (16, ""), "mean_age": (27, ""), "oldest": (41, "")}


def test_an_end_inherits_the_flag_of_its_group_and_the_mean_that_of_all():
    assert told(AGES, groups_of(AGES, ["minor", "18_24"])) == {
        "youngest": (None, ""), "mean_age": (27, ""), "oldest": (41, ""),
    }  # fmt: skip
    assert told(AGES, groups_of(AGES) | {"all": None}, threshold=5)["mean_age"] == (None, "")
    assert told(AGES, groups_of(AGES, ["25_plus_or_unknown"]))["oldest"] == (None, "")


def test_an_end_that_would_leave_a_small_group_inside_its_own_is_the_border():
    """Six under 18, of whom five are 15: that one is 16 or 17 would be known of one person."""
    ages = [15] * 5 + [17] + [20] * 9 + [30] * 9
    assert told(ages, groups_of(ages))["youngest"] == (17, "")
    few = [16] * 9 + [20] * 9 + [30, 31, 32, 33, 34, 35]
    assert told(few, groups_of(few))["oldest"] == (25, "")


def test_a_correction_takes_them_over_with_the_age_groups():
    before = age_years({16: 9, 20: 9, 30: 9}, [printed(groups_of([16] * 9 + [20] * 9 + [30] * 9))], YEAR, (), 5)
    groups = groups_of([16] * 9 + [20] * 9 + [30] * 9)
    earlier = [{"ref": "2026-1", "year": YEAR, "tables": [printed(groups), before]}]
    late = [16] * 9 + [20] * 9 + [30] * 9 + [58]
    assert told(late, groups, earlier) == {
        "youngest": (16, "2026-1"), "mean_age": (22, "2026-1"), "oldest": (30, "2026-1"),
    }  # fmt: skip
    anew = late + [33] * 9 + [17] * 6 + [22] * 6
    assert {edition for _value, edition in told(anew, groups_of(anew), earlier).values()} == {""}


def test_a_mean_that_rules_out_a_division_of_the_withheld_is_withheld():
    """Nobody is older than 18 on the average: with the oldest group withheld, next to none can be in it."""
    ages = [16] * 20 + [18] * 4 + [26]
    assert told(ages, groups_of(ages, ["18_24", "25_plus_or_unknown"])) == {
        "youngest": (16, ""), "mean_age": (17, ""), "oldest": (None, ""),
    }  # fmt: skip
    ages = [0] * 20 + [18] * 4 + [26]
    assert told(ages, groups_of(ages, ["18_24", "25_plus_or_unknown"]))["mean_age"] == (None, "")


ages_of_some = st.lists(st.integers(0, 70), min_size=1, max_size=60)


@given(ages_of_some, st.sets(st.sampled_from(sorted(BORDERS))), st.integers(3, 7))
def test_no_division_that_the_printed_groups_allow_is_ruled_out(ages, withheld, threshold):
    """For every number of each withheld group there are ages that have the printed mean."""
    groups = groups_of(ages, withheld)
    least, most = extremes(groups, len(ages))
    mean = told(ages, groups, threshold=threshold)["mean_age"][0]
    assert mean is None or least <= mean * len(ages) <= most


@given(ages_of_some, st.integers(4, 7))
def test_what_the_youngest_say_leaves_every_group_in_doubt(ages, least):
    """Those below the age told, and those above it in its group, may be several numbers that differ by three."""
    groups, ages = groups_of(ages), sorted(ages)
    age = youngest(ages, groups, least)
    if age is None or age in (17, 24):
        return
    below = 0 if age < 18 else groups["minor"]
    group = groups["minor"] if age < 18 else groups["18_24"]
    assert sum(one <= age for one in ages) >= least
    assert min(below + group - least, least - 1 - below) >= 3
