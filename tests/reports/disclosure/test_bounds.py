"""The bounds a reader can work out, against every register there could be, counted one by one."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.disclosure.bounds import MOST, Impossible, Reader
from reports.disclosure.figures import Codes, Figure

SEX = {"f": Codes.of(["f"]), "m": Codes.of(["f"], rest=True)}
AGE = {"child": Codes.of(["child"]), "adult": Codes.of(["child"], rest=True)}
FORM = {"sexual": Codes.of(["sexual"]), "other": Codes.of(["sexual"], rest=True)}


def persons(**where):
    names = {"sex": SEX, "age": AGE, "form": FORM}
    return Figure.of("identified", 2026, {name: names[name][code] for name, code in where.items()})


ALL = persons()
ONE_WAY = [persons(sex=code) for code in SEX] + [persons(age=code) for code in AGE]
PAIRS = [persons(sex=one, age=other) for one, other in product(SEX, AGE)]
TRIANGLE = [
    *PAIRS,
    *(persons(age=one, form=other) for one, other in product(AGE, FORM)),
    *(persons(sex=one, form=other) for one, other in product(SEX, FORM)),
]


def count(register, figure):
    """``register`` counts the persons of each crossing of sex, age and form."""
    names = ("sex", "age", "form")
    return sum(
        number
        for codes, number in register.items()
        if all(one.has(codes[names.index(name)]) for name, one in figure.where)
    )


CROSSINGS = list(product(SEX, AGE, FORM))


def by_hand(known, figure, most):
    """The least and the most of ``figure`` in all registers of at most ``most`` persons in a crossing."""
    found = [
        count(register, figure)
        for numbers in product(range(most + 1), repeat=len(CROSSINGS))
        for register in [dict(zip(CROSSINGS, numbers, strict=True))]
        if all(count(register, one) == told for one, told in known.items())
    ]
    return min(found), max(found)


registers = st.lists(st.integers(0, 1), min_size=8, max_size=8).map(lambda n: dict(zip(CROSSINGS, n, strict=True)))


@settings(max_examples=25, deadline=None)
@given(registers, st.sets(st.sampled_from(TRIANGLE), max_size=9), st.sampled_from(TRIANGLE))
def test_they_are_those_of_all_registers_that_could_be(register, told, figure):
    known = {one: count(register, one) for one in {ALL, *told}}
    capped = dict.fromkeys((Figure.of("identified", 2026, wh) for wh in finest()), 1)

    found = Reader([*TRIANGLE, *capped], known, capped=capped).bounds(figure)

    assert tuple(found) == by_hand(known, figure, 1)


def finest():
    for sex, age, form in CROSSINGS:
        yield {"sex": SEX[sex], "age": AGE[age], "form": FORM[form]}


def test_a_figure_nobody_knows_is_not_bounded():
    assert Reader([ALL], {}).bounds(ALL) == (0, MOST)


def test_a_part_is_what_the_total_and_the_other_part_leave():
    known = {ALL: 12, persons(sex="f"): 9}
    assert Reader([persons(sex="m")], known).bounds(persons(sex="m")) == (3, 3)


def test_figures_that_contradict_each_other_are_said_to():
    with pytest.raises(Impossible):
        Reader([], {ALL: 5, persons(sex="f"): 6}).bounds(ALL)


def test_the_same_number_under_two_names_is_known_by_both():
    decided = Figure.of("decided", 2026, {"outcome": Codes.of(["trafficked"])})
    assert Reader([decided], {ALL: 40}, same=[(ALL, decided)]).bounds(decided) == (40, 40)


def test_another_grouping_of_the_same_codes_tells_the_difference():
    """Two editions that join the countries differently give away the country by which they differ."""
    named = Figure.of("identified", 2026, {"citizenship": Codes.of(["RO", "NG"], rest=True)})
    fewer = Figure.of("identified", 2026, {"citizenship": Codes.of(["RO"], rest=True)})
    nigeria = Figure.of("identified", 2026, {"citizenship": Codes.of(["NG"])})
    assert Reader([nigeria], {named: 20, fewer: 23}).bounds(nigeria) == (3, 3)
