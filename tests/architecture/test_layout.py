"""The house keeps its shape: sizes of house.md 8.2, one door to rows, reasons on every exception."""

import ast
import re
import statistics

from tests.architecture.sources import ROOT, functions, lines_of, name, python_files, templates, tree

TOP_LEVEL = {
    "manage.py", "dev", "cmm", "cases", "identification", "shelters", "reports", "templates", "tests",
    "pyproject.toml", "docker-compose.yml",
}  # fmt: skip


def test_the_top_level_is_what_house_md_says():
    assert {path.name for path in ROOT.iterdir()} >= TOP_LEVEL


def wrong(paths, what):
    """Of each file, what is wrong with it."""
    return {name(path): told for path in paths if (told := list(what(path)))}


def too_long(path):
    if path.read_text().count("\n") > 300:
        yield "the module"
    yield from (node.name for node in functions(path) if lines_of(node) > 40)


def test_no_module_is_longer_than_300_lines_and_no_function_longer_than_40():
    assert wrong(python_files(), too_long) == {}


def test_the_median_module_and_function_are_small():
    sizes = [path.read_text().count("\n") for path in python_files() if path.read_text().strip()]
    lengths = [lines_of(node) for path in python_files() for node in functions(path)]
    assert (statistics.median(sizes) < 80, statistics.median(lengths) < 10) == (True, True)


INLINE = re.compile(r"""\sstyle\s*=\s*["']|<style|<script(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*["']|javascript:""")


def untidy(path):
    text = path.read_text()
    if text.count("\n") > 120:
        yield "longer than 120 lines"
    yield from INLINE.findall(text)
    if path.name.startswith("_") and not ("{#" in text or "{% comment %}" in text):
        yield "a part names its variables in a comment"


def test_templates_are_short_plain_and_say_what_they_take():
    assert wrong(templates(), untidy) == {}


def doors_left_open(path):
    """``X.objects.<verb>`` other than ``allowed``: a way to a row past the policy table."""
    for node in ast.walk(tree(path)):
        manager = getattr(node, "value", None) if isinstance(node, ast.Attribute) else None
        if getattr(manager, "attr", None) in {"objects", "_default_manager"} and node.attr != "allowed":
            yield f"{ast.unparse(node)} in line {node.lineno}"


def pages():
    return [path for path in python_files() if path.stem in {"views", "forms"} or "views" in path.parts]


def test_pages_and_forms_reach_rows_only_through_allowed():
    assert wrong(pages(), doors_left_open) == {}


def unexplained(path):
    return [line for line in path.read_text().splitlines() if "# noqa" in line and " -- " not in line]


def test_every_noqa_says_why():
    assert wrong(python_files(migrations=True), unexplained) == {}


SAYS_NOTHING = {"utils", "helpers", "manager", "managers", "info", "common", "misc"}


def test_no_file_is_called_what_says_nothing():
    assert [name(path) for path in python_files() if path.stem in SAYS_NOTHING] == []
    made_up = re.compile(r"migrations/\d{4}_auto_|migrations/\d{4}_alter_.*_more")
    assert [name(path) for path in python_files(migrations=True) if made_up.search(name(path))] == []
