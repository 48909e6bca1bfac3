"""The lists of rules name tests that are there, and every rule of them has one."""

import re

import pytest

from tests.architecture.sources import ROOT

LISTS = sorted((ROOT / "docs").glob("rules-of-*.md"))
ROW = re.compile(r"^\| (?!rule |what |---)(.+) \|$", re.M)
FILE, FUNCTION = re.compile(r"`(\w+\.(?:py|txt))`"), re.compile(r"`(test_\w+)`")


def test_there_are_lists_of_assessments_cases_and_periods():
    assert [path.name for path in LISTS] == ["rules-of-assessment.md", "rules-of-cases.md", "rules-of-periods.md"]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_rule_has_a_test_that_is_there(path):
    written = list((ROOT / "tests").rglob("test_*.py"))
    there = set(re.findall(r"^def (test_\w+)", "".join(each.read_text() for each in written), re.M))
    text = path.read_text()
    assert set(FUNCTION.findall(text)) - there == set()
    assert {name for name in FILE.findall(text) if name.startswith("test_")} - {each.name for each in written} == set()


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_line_of_a_list_names_what_tries_it(path):
    rows = ROW.findall(path.read_text())
    untried = [row for row in rows if not re.search(r"test_\w+|periods\.txt", row.split("|")[-1])]
    assert len(rows) >= 20
    assert untried == []
