"""Measure every list page for everybody who reads it: ``./dev bench``. ``--json`` for machines.
``./dev bench names`` measures the search for a person alone.

The bars are design section 8's. Figures are ratios of times taken side by side in one run; they say nothing of
another machine's speed. The result stands in docs/measurements.md.
"""

# ruff: noqa: E402 -- Django is set up before anything that needs its models
import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"

import django

django.setup()

import pytest

from machine.steps import say
from tests.bench import paper, world
from tests.bench.measuring import RUNS, Reading
from tests.bench.one_and_hundred import numbers
from tests.lists.pages import READERS

NAME = "cmm_bench"


def main(words: list[str]) -> int:
    if "names" in words:
        os.environ.setdefault("CMM_BENCH_PERSONS", "20000 100000")
        return int(pytest.main(["-q", "-s", "-n0", "tests/bench/test_name_search.py"]))
    say("One row against a hundred")
    counted = numbers(NAME)
    say("The demonstration is loaded")
    world.load(NAME)
    figures = list(measured(counted))
    paper.write(figures, world.rows(), RUNS)
    told = json.dumps([one.told() for one in figures], indent=2) + "\n" if "--json" in words else paper.table(figures)
    sys.stdout.write(told)
    return 0 if all(not one.broken for one in figures) else 1


def measured(counted):
    for page, role in READERS:
        say(f"{page.label}: {role}")
        yield from Reading(page, world.reader(role), role, counted[page.label, role]).figures()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
