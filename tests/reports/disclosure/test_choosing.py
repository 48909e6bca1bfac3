"""Which figures are withheld: by examples, and over tables that hang together, by search."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.disclosure.bounds import Reader
from reports.disclosure.choosing import Unprotectable, withheld
from reports.disclosure.figures import Codes, Figure

THRESHOLD, WIDTH = 5, 3
ALL = Figure.of("identified", 2026)


def group(dimension, names, name):
    """One group of a dimension; the last of its names is whatever the others leave."""
    last = name == names[-1]
    return Codes.of(names[:-1] if last else [name], rest=last)


def margin(parts, dimension="form", year=2026):
    names = list(parts)
    figures = {
        name: Figure.of("identified", year, {dimension: group(dimension, names, name)}) for name in names
    }  # fmt: skip
    return {figures[name]: count for name, count in parts.items()} | {
        Figure.of("identified", year): sum(parts.values())
    }, figures


@pytest.mark.parametrize(
    ("parts", "hidden", "total_too"),
    [
        ({"a": 47, "b": 31}, "", False),
        ({"a": 47, "b": 31, "c": 3}, "bc", False),
        ({"a": 47, "b": 31, "c": 3, "d": 0}, "cd", False),
        ({"a": 47, "b": 31, "c": 1, "d": 0}, "bcd", False),
        ({"a": 2, "b": 0}, "ab", True),
        ({"a": 47, "b": 3}, "ab", False),
    ],
)
def test_of_one_margin(parts, hidden, total_too):
    counts, figures = margin(parts)
    found = withheld(counts, threshold=THRESHOLD, width=WIDTH)
    assert found == {figures[name] for name in hidden} | ({ALL} if total_too else set())


def test_a_zero_that_could_be_nothing_else_is_shown():
    counts, figures = margin({"a": 47, "b": 31, "c": 0})
    assert withheld(counts, threshold=THRESHOLD, width=WIDTH, certain={figures["c"]}) == frozenset()


def test_what_was_printed_before_cannot_be_withheld_again():
    counts, figures = margin({"a": 47, "b": 31, "c": 3})
    found = withheld(counts, threshold=THRESHOLD, width=WIDTH, known={figures["b"]: 31})
    assert found == {figures["a"], figures["c"]}


def test_what_everything_printed_before_gives_away_is_refused():
    counts, figures = margin({"a": 47, "b": 3})
    with pytest.raises(Unprotectable):
        withheld(counts, threshold=THRESHOLD, width=WIDTH, known={figures["a"]: 47, ALL: 50})


def test_the_same_number_is_withheld_in_both_places():
    """A part of another table is the total of this one: shown there, it would be no secret here."""
    decided = Figure.of("decided", 2026)
    trafficked = Figure.of("decided", 2026, {"outcome": Codes.of(["trafficked"])})
    other = Figure.of("decided", 2026, {"outcome": Codes.of(["trafficked"], rest=True)})
    counts = {ALL: 3, trafficked: 3, other: 90, decided: 93}
    found = withheld(counts, threshold=THRESHOLD, width=WIDTH, same=[(trafficked, ALL)])
    assert found == {ALL, trafficked, other}


NAMES = {"sex": ["f", "m"], "age": ["child", "young", "old"], "form": ["sexual", "labour", "rest"]}
CROSSED = (("sex", "age"), ("sex", "form"), ("age", "form"))


def tables(register):
    """Three tables that cross each two of three dimensions, with their margins and the total."""
    found = {}
    for wanted in [(), *((name,) for name in NAMES), *CROSSED]:
        for codes in product(*(NAMES[name] for name in wanted)):
            where = {name: group(name, NAMES[name], code) for name, code in zip(wanted, codes, strict=True)}
            one = Figure.of("identified", 2026, where)
            found[one] = sum(
                count
                for crossing, count in register.items()
                if all(crossing[list(NAMES).index(name)] == code for name, code in zip(wanted, codes, strict=True))
            )
    return found


registers = st.lists(st.integers(0, 12), min_size=18, max_size=18).map(
    lambda counts: dict(zip(product(*NAMES.values()), counts, strict=True))
)


@settings(max_examples=8, deadline=None)
@given(registers)
def test_no_reader_of_three_tables_that_hang_together_works_out_what_is_withheld(register):
    counts = tables(register)
    hidden = withheld(counts, threshold=THRESHOLD, width=WIDTH)
    reader = Reader(counts, {one: count for one, count in counts.items() if one not in hidden})
    for one in hidden:
        found = reader.bounds(one)
        assert (found.least <= counts[one] <= found.most, found.width >= WIDTH) == (True, True)
    assert all(count >= THRESHOLD for one, count in counts.items() if one not in hidden)


@settings(max_examples=8, deadline=None)
@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 200), min_size=2))
def test_the_order_of_entry_does_not_matter(parts):
    counts, _figures = margin(parts)
    assert withheld(counts, threshold=5, width=3) == withheld(dict(reversed(counts.items())), threshold=5, width=3)
