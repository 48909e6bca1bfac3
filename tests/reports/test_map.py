"""The map says where, of the countries the table shows; a withheld one looks like every other."""

import re

import pytest
from django.utils.translation import override

from reports.figures.tables import SHOWN, WITHHELD, axis, cell, table
from reports.rendering.press import Press
from reports.rendering.sections.citizenship import citizenship

COUNTRIES = {"NG": 24, "RO": 18, "TH": 9, "VN": 6, "other_or_unknown": 30}


def drawn(hidden=(), left_out=()):
    """The map and the bars of a table in which some countries are withheld, or do not stand at all."""
    codes = [code for code in COUNTRIES if code not in left_out]
    cells = [
        cell((code, "2026"), COUNTRIES[code], source="register", status=WITHHELD if code in hidden else SHOWN)
        for code in codes
    ]
    cells.append(cell(("all", "2026"), sum(COUNTRIES.values()), source="register"))
    rows = axis("citizenship", [*codes, "all"], total="all")
    frozen = table("citizenships", "Statsborgerskab", "identified", rows, axis("year", ["2026"]), cells)
    figures = {"year": 2026, "live": True, "tables": [frozen], "facts": [], "sources": [], "definitions": []}
    with override("da"):
        context = citizenship(Press(figures, "da")).context
    drawings = [context[name].drawing if context[name] else "" for name in ("map", "picture")]
    return [re.sub(r"clip\d+", "clip", one) for one in drawings]  # the engine numbers what it has drawn


@pytest.mark.parametrize("hidden", [["VN"], ["NG"], ["TH", "VN"], ["NG", "RO", "TH"]])
def test_a_withheld_country_has_no_circle_no_bar_and_no_word(hidden):
    """What would be drawn if nobody had come from there; only the colour of land is left."""
    assert drawn(hidden=hidden) == drawn(left_out=hidden)
    assert drawn(hidden=hidden) != drawn()


def test_where_every_country_is_withheld_there_is_no_map_and_no_bar_has_a_number():
    the_map, bars = drawn(hidden=list(COUNTRIES))
    numbers = [str(number) for number in COUNTRIES.values() if f">{number}<" in bars]
    assert (the_map, numbers, "alle tal er tilbageholdt" in bars) == ("", [], True)
