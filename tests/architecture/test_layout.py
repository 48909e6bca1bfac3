"""The house keeps its shape: sizes of house.md 8.2, one door to rows, reasons on every exception."""

import ast
import re
import statistics

import pytest

from tests.architecture.sources import ROOT, functions, lines_of, name, python_files, templates, tree

TOP_LEVEL = {
    "manage.py", "dev", "cmm", "cases", "identification", "shelters", "followup", "reports", "templates", "tests",
    "pyproject.toml", "docker-compose.yml",
}  # fmt: skip


def test_the_top_level_is_what_house_md_says():
    assert {path.name for path in ROOT.iterdir()} >= TOP_LEVEL


@pytest.mark.parametrize("path", python_files(), ids=name)
def test_no_module_is_longer_than_300_lines_and_no_function_longer_than_40(path):
    long = [f"{node.name}: {lines_of(node)}" for node in functions(path) if lines_of(node) > 40]
    assert (path.read_text().count("\n") <= 300, long) == (True, [])


def test_the_median_module_and_function_are_small():
    sizes = [path.read_text().count("\n") for path in python_files() if path.read_text().strip()]
    lengths = [lines_of(node) for path in python_files() for node in functions(path)]
    assert (statistics.median(sizes) < 80, statistics.median(lengths) < 10) == (True, True)


@pytest.mark.parametrize("path", templates(), ids=name)
def test_templates_are_short_plain_and_say_what_they_take(path):
    text = path.read_text()
    assert text.count("\n") <= 120
    assert not re.search(
        r"""\sstyle\s*=\s*["']|<style|<script(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*["']|javascript:""", text
    )
    if path.name.startswith("_"):
        assert "{#" in text or "{% comment %}" in text, "a part names its variables in a comment"


def doors_left_open(path):
    """``X.objects.<verb>`` other than ``allowed``: a way to a row past the policy table."""
    for node in ast.walk(tree(path)):
        manager = getattr(node, "value", None) if isinstance(node, ast.Attribute) else None
        if getattr(manager, "attr", None) in {"objects", "_default_manager"} and node.attr != "allowed":
            yield f"{ast.unparse(node)} in line {node.lineno}"


def pages():
    return [path for path in python_files() if path.stem in {"views", "forms"} or "views" in path.parts]


@pytest.mark.parametrize("path", pages(), ids=name)
def test_pages_and_forms_reach_rows_only_through_allowed(path):
    assert list(doors_left_open(path)) == []


@pytest.mark.parametrize("path", python_files(migrations=True), ids=name)
def test_every_noqa_says_why(path):
    bare = [line for line in path.read_text().splitlines() if "# noqa" in line and " -- " not in line]
    assert bare == []


@pytest.mark.parametrize("path", python_files(migrations=True), ids=name)
def test_migrations_are_named_for_what_they_do(path):
    assert not re.search(r"migrations/\d{4}_auto_|migrations/\d{4}_alter_.*_more", name(path))


@pytest.mark.parametrize("path", python_files(), ids=name)
def test_no_file_is_called_what_says_nothing(path):
    assert path.stem not in {"utils", "helpers", "manager", "managers", "info", "common", "misc"}
