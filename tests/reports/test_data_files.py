"""Every table stands whole in each data file, and no spreadsheet takes a word for a formula."""

import csv
import io
import json
import zipfile
from xml.etree import ElementTree

import pytest

from reports.figures.tables import WITHHELD, axis, cell, named, table
from reports.rendering.files import as_csv, as_json, as_xlsx
from tests.reports.conftest import STAMP
from tests.reports.wholes import CAUSE

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
V = f"{SPACE}v"
EVIL = '=HYPERLINK("http://example.org";"a")'


def small():
    """A table that adds up with one cell withheld, one that does not, and a word that looks like a formula."""
    rows = axis("sex", []) | {
        "total": "all",
        "categories": [named("a", EVIL), named("b", "+B"), named("c", "C"), named("all", "I alt")],
    }
    told = {"a": 7, "b": None, "c": None, "all": 14}
    cells = [
        cell((row, "2026"), count, source="register", **({} if count else {"status": WITHHELD}))
        for row, count in told.items()
    ]
    counters = axis("measure", []) | {"categories": [named("visits", "Besøg"), named("nights", "Nætter")]}
    more = [cell(("visits", "2026"), 9, source="register"), cell(("nights", "2026"), 30, source="register")]
    return {
        "version": 2, "year": 2026, "live": True, "threshold": 5, "facts": [], "checks": [], "contradictions": [],
        "sources": [{"key": "x", "publisher": "P", "title": EVIL, "url": "https://a.dk", "note": "", "note_en": ""}],
        "definitions": [{"code": "t", "version": 3, "population": "identified", "rule": "once",
                         "name": {"da": "Navn", "en": "Name"}, "text": {"da": "Tekst", "en": "Text"}}],
        "revision": [{"edition": "2026-1", "table": "t", "key": ["a", "2026"], "old": 6, "new": 7, "cause": CAUSE}],
        "tables": [
            table("t", "Titel", "identified", rows, axis("year", ["2026"]), cells) | {"definition": "t"},
            table("u", "Tællere", "contacts", counters, axis("year", ["2026"]), more),
        ],
    }  # fmt: skip


def test_a_table_as_json():
    document = json.loads(as_json(small(), 2, "da"))
    assert (document["edition"], document["year"]) == (2, 2026)
    assert document["tables"][0] == {
        "id": "t", "title": "Titel", "population": "Personer vurderet udsat for menneskehandel", "measure": "count",
        "definition": "t",
        "dimensions": [{"name": "Køn", "categories": [EVIL, "+B", "C", "I alt"], "total": "I alt"},
                       {"name": "År", "categories": ["2026"], "total": None}],
        "cells": [
            {"key": [EVIL, "2026"], "value": 7, "status": "shown", "source": "register"},
            {"key": ["+B", "2026"], "value": None, "status": "withheld", "source": "register"},
            {"key": ["C", "2026"], "value": None, "status": "withheld", "source": "register"},
            {"key": ["I alt", "2026"], "value": 14, "status": "shown", "source": "register"},
        ],
    }  # fmt: skip


def test_what_does_not_add_up_is_no_count_and_has_no_total():
    document = json.loads(as_json(small(), 2, "da"))
    assert (document["tables"][1]["measure"], [one["total"] for one in document["tables"][1]["dimensions"]]) == (
        "separate", [None, None],
    )  # fmt: skip


def test_definitions_and_corrections_go_with_the_tables():
    document = json.loads(as_json(small(), 2, "en"))
    assert document["revision"] == [
        {"edition": "2026-1", "table": "t", "key": [EVIL, "2026"], "old": 6, "new": 7, "cause": CAUSE["en"]}
    ]
    assert document["definitions"] == [
        {"code": "t", "version": 3, "population": "Persons assessed as trafficked", "rule": "once", "name": "Name",
         "text": "Text"}
    ]  # fmt: skip


def test_no_word_is_a_formula_in_the_csv():
    rows = list(csv.reader(io.StringIO(as_csv(small(), "da").decode().removeprefix("\ufeff")), delimiter=";"))
    assert [row[1:4] for row in rows[1:5]] == [
        ["'" + EVIL, "2026", "7"], ["'+B", "2026", ""], ["C", "2026", ""], ["I alt", "2026", "14"],
    ]  # fmt: skip


def cells_of(content):
    """Sheet by sheet the words and numbers of a workbook, and how many of its cells are formulas."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        strings = ["".join(one.itertext()) for one in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        names = [one.get("name") for one in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{SPACE}sheet")]
        sheets = [ElementTree.fromstring(book.read(f"xl/worksheets/sheet{n}.xml")) for n in range(1, len(names) + 1)]
    formulas = sum(len(list(sheet.iter(f"{SPACE}f"))) for sheet in sheets)
    told = {
        name: [[value(one, strings) for one in row if one.find(V) is not None] for row in sheet.iter(f"{SPACE}row")]
        for name, sheet in zip(names, sheets, strict=True)
    }  # fmt: skip
    return told, formulas


def value(one, strings):
    text = one.find(V).text
    return strings[int(text)] if one.get("t") == "s" else int(text)


def test_a_workbook_has_every_cell_and_no_formula():
    sheets, formulas = cells_of(as_xlsx(small(), "da", STAMP))
    assert formulas == 0
    assert list(sheets) == ["t", "u", "definitions", "revision", "sources"]
    assert sheets["t"][3:7] == [[EVIL, 7], ["+B", ":"], ["C", ":"], ["I alt", 14]]
    assert sheets["revision"][1] == ["2026-1", "t", f"{EVIL}, 2026", 6, 7, CAUSE["da"]]


def test_a_column_that_is_taken_over_names_its_edition_in_every_file():
    figures = small()
    for one in figures["tables"][0]["cells"]:
        one["edition"] = "2026-1"
    told = [line.split(";")[-1] for line in as_csv(figures, "da").decode().splitlines()]
    sheets, _formulas = cells_of(as_xlsx(figures, "da", STAMP))
    assert told == ["som i udgave", *["2026-1"] * 4, "", ""]
    line = "2026 står som i udgave 2026-1; ændringen siden er for lille til at blive fordelt."
    assert ([line] in sheets["t"], [line] in sheets["u"]) == (True, False)
    assert {one.get("edition") for one in json.loads(as_json(figures, 2, "da"))["tables"][0]["cells"]} == {"2026-1"}


def test_whoever_corrects_says_why_beside_the_cause_of_each_figure():
    figures = small() | {"reason": {"da": "Et brev kom for sent.", "en": "A letter came too late."}}
    assert json.loads(as_json(figures, 2, "en"))["revision"][0]["reason"] == "A letter came too late."
    assert cells_of(as_xlsx(figures, "da", STAMP))[0]["revision"][1][-2:] == [CAUSE["da"], "Et brev kom for sent."]


@pytest.mark.parametrize("files", ["files_2021", "files_live"])
def test_the_three_files_tell_the_same_cells(request, files):
    drawn = request.getfixturevalue(files)
    tables = json.loads(drawn["json", "da"].content)["tables"]
    cells = [(table["id"], *one["key"], one["value"], one["status"]) for table in tables for one in table["cells"]]
    lines = list(csv.reader(io.StringIO(drawn["csv", "da"].content.decode().removeprefix("\ufeff")), delimiter=";"))
    assert [(*row[:3], int(row[3]) if row[3] else None, row[4]) for row in lines[1:]] == cells
    sheets, _formulas = cells_of(drawn["xlsx", "da"].content)
    shown = {
        (table["id"], row[0], column, number)
        for table in tables
        for row in sheets[table["id"]][3:]
        for column, number in zip(table["dimensions"][1]["categories"], row[1:], strict=False)
        if isinstance(number, int)
    }
    assert shown == {one[:4] for one in cells if one[3] is not None}
