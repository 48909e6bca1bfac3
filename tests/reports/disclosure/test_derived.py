"""What is made of numbers inherits their flag: shares, pictures and what they say, sentences, maps, every file.

A file is a function of the frozen figures alone (tests/reports/test_drawing.py). These do not know what is withheld,
and nothing drawn of them says what would come of it.
"""

import csv
import io
import json
import re
import zipfile
from datetime import UTC, datetime
from itertools import chain

import pytest
from django.utils.translation import override

from reports.figures.live import live_figures
from reports.numbers import percent
from reports.rendering.files import data_files
from reports.rendering.pages import Imprint, set_report
from tests.reports.persons import persons, register_of

STAMP = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
PEOPLE = {2024: persons(75, seed=1), 2025: persons(90, seed=2), 2026: persons(70, seed=6)}


def drawn_of(history, people):
    return live_figures(2026, *history, {year: register_of(year, each) for year, each in people.items()})


@pytest.fixture(scope="module")
def figures(history):
    return drawn_of(history, PEOPLE)


def withheld(figures):
    """Each withheld cell by table, row and year."""
    return {
        (table["id"], *cell["key"])
        for table in figures["tables"]
        for cell in table["cells"]
        if cell["source"] == "register" and cell["value"] is None
    }


def moved(people):
    """The same persons but one, who has gone from one withheld age to another."""
    place = next(place for place, one in enumerate(people[2026]) if one["age"] == "18_24")
    changed = {**people[2026][place], "age": "15_17"}
    return people | {2026: [*people[2026][:place], changed, *people[2026][place + 1 :]]}


def test_what_is_frozen_does_not_know_what_is_withheld(history, figures):
    assert {("ages", "minor", "2026"), ("ages", "18_24", "2026")} <= withheld(figures)
    assert drawn_of(history, moved(PEOPLE)) == figures


def shares(figures, language):
    """Every percentage of a withheld number, and of all those withheld together; not those that are shown as well."""
    hidden, shown = set(), set()
    true = {year: register_of(int(year), people) for year, people in PEOPLE.items()}
    with override(language):
        for table in figures["tables"]:
            for row, year in {tuple(cell["key"]) for cell in table["cells"] if cell["source"] == "register"}:
                cells = [cell for cell in table["cells"] if cell["key"][1] == year]
                whole = next((cell["value"] for cell in cells if cell["key"][0] == "all"), None)
                if whole and year.isdigit():
                    value = next(cell["value"] for cell in cells if cell["key"][0] == row)
                    if value is not None:
                        shown.add(percent(value, whole))
                    elif table["id"] == "ages":
                        number = count_of(true[int(year)]["identification"]["by"]["age"], row)
                        hidden.add(percent(number, whole))
    return hidden - shown


def count_of(ages, row):
    groups = {"minor": ("under_15", "15_17"), "18_24": ("18_24",)}
    named = set(chain.from_iterable(groups.values()))
    codes = groups.get(row) or [code for code in ages if code not in named]
    return sum(ages.get(code, 0) for code in codes)


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_page_tells_the_share_of_what_is_withheld(figures, language):
    html = set_report(figures, language, Imprint(1, STAMP, "0" * 64), [], lambda _step: None)
    forbidden = shares(figures, language)
    assert forbidden
    told = set(re.findall(r"\d+(?:\N{NO-BREAK SPACE}|&nbsp;)?%", html))
    assert forbidden & {one.replace("&nbsp;", "\N{NO-BREAK SPACE}") for one in told} == set()


def test_every_data_file_has_a_mark_and_no_number_where_something_is_withheld(figures):
    files = {file.kind: file.content for file in data_files(figures, 1, "da", STAMP)}
    number = len(withheld(figures))
    cells = [cell for table in json.loads(files["json"])["tables"] for cell in table["cells"]]
    assert sum(cell["value"] is None for cell in cells if cell["source"] == "register") == number
    lines = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig")), delimiter=";"))
    assert sum("withheld" in line and "register" in line and "" in line for line in lines) == number
    assert marks_in(files["xlsx"]) == sum(cell["value"] is None for cell in cells)


def marks_in(workbook):
    """The cells of all sheets that hold the one mark."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        texts = re.findall(r"<si><t[^>]*>(.*?)</t></si>", book.read("xl/sharedStrings.xml").decode())
        place = f't="s"><v>{texts.index(":")}</v>'
        return sum(book.read(name).decode().count(place) for name in book.namelist() if "/worksheets/" in name)
