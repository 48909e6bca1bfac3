"""Everything released before is known: what is withheld, taken over and refused because of it."""

import copy

import pytest
from django.utils.translation import override

from reports.figures.audit import audit
from reports.figures.live import live_figures
from reports.figures.protecting import Unprotected, protected
from reports.figures.tables import REGISTER
from reports.rendering.press import taken_over
from reports.rendering.tables import View
from tests.reports.registers import counted

SHARES = ("forms", "sexes", "ages", "citizenships", "decisions")


@pytest.fixture(scope="module")
def released(history):
    """The first edition of 2024, of 78 persons."""
    return live_figures(2024, *history, {2024: counted(2024, 78)}) | {"ref": "2024-1"}


@pytest.fixture(scope="module")
def correct(history, released):
    """An edition of 2024 after the first, of a register that has changed meanwhile."""

    def draw(register, earlier=(released,)):
        return live_figures(2024, *history, {2024: register}, earlier=earlier)

    return draw


def told(figures, name, *, year="2024"):
    """The register's cells of one year in a table."""
    cells = next(one["cells"] for one in figures["tables"] if one["id"] == name)
    return {
        cell["key"][0]: (cell["value"], cell.get("edition"))
        for cell in cells
        if cell["source"] == REGISTER and cell["key"][1] == year
    }


def test_what_has_not_changed_is_printed_as_it_was(released, correct):
    assert correct(counted(2024, 78))["tables"] == released["tables"]


def test_one_more_person_moves_the_total_and_no_division_of_it(released, correct):
    found = correct(counted(2024, 79))
    assert told(found, "series") == {"persons": (79, None)}
    before = {name: {code: value for code, (value, _ed) in told(released, name).items()} for name in SHARES}
    assert {name: told(found, name) for name in SHARES} == {
        name: {code: (value, "2024-1") for code, value in before[name].items()} for name in SHARES
    }


def test_one_person_described_anew_moves_nothing(released, correct):
    register = counted(2024, 78)
    register["identification"]["by"]["sex"] |= {"female": 36, "male": 39}
    assert correct(register)["tables"] == released["tables"]


def test_a_year_of_a_later_edition_keeps_its_divisions_too(history, released):
    register = {2024: counted(2024, 79), 2025: counted(2025, 91)}
    found = live_figures(2025, *history, register, earlier=[released])
    assert told(found, "sexes") == {
        "female": (35, "2024-1"), "men_and_others": (43, "2024-1"), "all": (78, "2024-1"),
    }  # fmt: skip
    assert told(found, "sexes", year="2025") == {
        "female": (48, None), "men_and_others": (43, None), "all": (91, None),
    }  # fmt: skip


def test_the_total_told_in_a_correction_does_not_divide_it_in_the_next(history, released, correct):
    """The second counting is known by its total; dividing it later would be as telling."""
    register = counted(2024, 79)
    second = correct(register) | {"ref": "2024-2"}
    found = live_figures(2025, *history, {2024: register, 2025: counted(2025, 91)}, earlier=[released, second])
    assert told(found, "forms") == told(second, "forms")


def test_where_every_part_has_changed_by_enough_it_is_divided_anew(correct):
    register = counted(2024, 98)
    register["identification"]["by"]["sex"] = {"female": 45, "male": 53}
    found = correct(register)
    assert told(found, "sexes") == {"female": (45, None), "men_and_others": (53, None), "all": (98, None)}


def test_a_division_printed_anew_is_refused(history, released):
    careless = live_figures(2024, *history, {2024: counted(2024, 79)})
    audit(careless)
    with pytest.raises(Unprotected) as refusal:
        audit(careless, [released])
    assert refusal.value.places == ["Personer med en afgørelse i året", "2024-1 Personer med en afgørelse i året"]


def other_grouping(released):
    """A later table that joins all countries but one."""
    found = copy.deepcopy(released)
    table = next(one for one in found["tables"] if one["id"] == "citizenships")
    named, rest, total = (
        next(cell for cell in table["cells"] if cell["key"][0] == code) for code in ("NG", "other_or_unknown", "all")
    )
    rest["figure"]["where"]["citizenship"] = {"codes": ["NG", "UA"], "rest": True}
    rest["value"] = total["value"] - named["value"] - 4  # but one, of whom there are 4
    table["cells"] = [named, rest, total]
    return found | {"tables": [table], "facts": []}


def test_a_table_that_joins_otherwise_must_not_give_away_the_difference(released):
    second = other_grouping(released) | {"ref": "table"}
    withheld_one = copy.deepcopy(second["tables"][0]["cells"][1])
    withheld_one["figure"]["where"]["citizenship"] = {"codes": ["UA"], "rest": False}
    second["tables"][0]["cells"].append(withheld_one | {"key": ["UA", "2024"], "value": None, "status": "withheld"})
    with pytest.raises(Unprotected):
        audit(second, [released])


def test_what_was_withheld_before_stays_so_in_tables_that_do_not_name_it(released):
    """Of two withheld ages the later table would show one, in words of its own."""
    ages = next(one for one in copy.deepcopy(released["tables"]) if one["id"] == "ages")
    adults = next(cell for cell in ages["cells"] if cell["key"][0] == "25_plus_or_unknown")
    rest = copy.deepcopy(adults)
    rest["key"], rest["value"] = ["not_minor", "2024"], 75
    rest["figure"]["where"]["age"] = {"codes": ["under_15", "15_17"], "rest": True}
    ages["cells"] = [rest]
    tables, _facts = protected([ages], [], [released])
    assert tables == []


def test_a_number_shown_under_a_lower_threshold_is_not_withheld_in_vain(released):
    tables, _facts = protected(copy.deepcopy(released["tables"]), [], [released], 8)
    assert tables == released["tables"]


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("da", "2024 står som i udgave 2024-1; ændringen siden er for lille til at blive fordelt."),
        ("en", "2024 stands as in edition 2024-1; the change since is too small to be divided."),
    ],
)
def test_under_the_table_stands_which_column_was_taken_over(correct, language, note):
    figures = correct(counted(2024, 79))
    view = View(next(one for one in figures["tables"] if one["id"] == "sexes"))
    with override(language):
        assert taken_over(view) == [note]
