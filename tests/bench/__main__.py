"""Every row of design section 8 in one run: ``./dev bench [--size N]``. ``--json`` for machines.

``--size`` is a part of the world of a hundred thousand cases or, above one, a number of cases; without it the world
is a hundredth. ``--only lists,names,overhead,yearly,pdf,sync`` measures some rows, ``--pages cases:,today`` the lists
that begin so; then nothing is written. ``--again`` takes the worlds that the last run left, ``--rounds`` says how often
each is measured. ``./dev bench names`` searches among names of many languages (test_name_search).

Figures are ratios of work done side by side in one run; they say nothing of another machine's speed. The result stands
in docs/measurements.md.
"""

# ruff: noqa: E402 -- Django is set up before anything that needs its models
import argparse
import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"

import django

django.setup()

from cmm.demo.masses.sizes import masses
from machine.steps import say
from reports.models import Edition
from tests import database
from tests.bench import drawing, overheads, paper, searching, syncing, world, yearly
from tests.bench.figures import Figure
from tests.bench.measuring import RUNS, Reading
from tests.bench.one_and_hundred import numbers
from tests.bench.reasons import explained
from tests.bench.rows import Row, of_lists, told
from tests.lists.pages import READERS

NAME, SMALL, EMPTY = "cmm_bench", "cmm_bench_small", "cmm_bench_rows"
PARTS = ("overhead", "lists", "names", "yearly", "pdf", "sync")
YEAR = 2025


def main(words: list[str]) -> int:
    if "names" in words:
        return names()
    asked = arguments(words)
    figures: list[Figure] = []
    rows: dict[str, int] = {}
    design = [explained(row) for row in measured(asked, figures, rows)]
    if asked.only == PARTS and not asked.pages:
        paper.write(" ".join(["./dev bench", *words]), design, figures, rows, asked.rounds)
    sys.stdout.write(said(asked.json, design, figures))
    return 0 if all(one.holds for one in design) else 1


def arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", type=float, default=world.SMALL)
    parser.add_argument("--only", type=lambda said: tuple(said.split(",")), default=PARTS)
    parser.add_argument("--pages", type=lambda said: tuple(said.split(",")), default=())
    parser.add_argument("--rounds", type=int, default=RUNS)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(words)


def names() -> int:
    os.environ.setdefault("CMM_BENCH_PERSONS", "20000 100000")
    # In a process of its own, in which nothing of the tests is imported before pytest reads it.
    asked = ["-q", "-s", "-n0", "--no-cov", "tests/bench/test_name_search.py"]
    own = os.environ | {"DJANGO_SETTINGS_MODULE": "cmm.settings.test"}
    return subprocess.call([sys.executable, "-m", "pytest", *asked], env=own)


def measured(asked: argparse.Namespace, figures: list[Figure], rows: dict[str, int]) -> Iterator[Row]:
    """Row by row; the lists' own lines are added to ``figures``, and how large the world is to ``rows``."""
    counted, small = prepared(asked)
    rows |= world.rows()
    if "lists" in asked.only:
        for page, role in readers(asked):
            say(f"{page.label}: {role}")
            reading = Reading(page, world.reader(role), role, counted[page.label, role], asked.rounds, small)
            figures.extend(reading.figures())
        yield from of_lists(figures)
    if "names" in asked.only:
        say("Search by name")
        yield from searching.rows(world.reader("cmm_coordinator"))
    if "yearly" in asked.only:
        say("Tables of a year")
        yield from yearly.rows(YEAR)
    if "pdf" in asked.only:
        say("The year on paper")
        yield from drawing.rows(Edition.objects.using("unscoped").exclude(figures=None).filter(year=YEAR).latest("pk"))
    if "sync" in asked.only:
        say("500 contacts in one sending")
        yield from syncing.rows()
    if "overhead" in asked.only:
        say("Overhead of one request")
        yield from overheads.rows()


def prepared(asked: argparse.Namespace):
    """One row and a hundred, the small world, and then the world itself, in which everything else is measured."""
    counted, small = {}, {}
    if "lists" in asked.only:
        say("One row against a hundred")
        counted = numbers(EMPTY)
        if masses(asked.size) != masses(world.SMALL):
            say("A thousand cases")
            lay(asked, SMALL, world.SMALL)
            settled()
            small = {
                (page.label, role): Reading(
                    page, world.reader(role), role, counted[page.label, role], asked.rounds
                ).alone()
                for page, role in readers(asked)
            }
    say("The world")
    lay(asked, NAME, asked.size)
    settled()
    return counted, small


def settled() -> None:
    """What is loaded is looked through by the collector no more, as where the register is at work (cmm/wsgi.py)."""
    gc.collect()
    gc.freeze()


def lay(asked: argparse.Namespace, name: str, size: float) -> None:
    """The world in a database of that name, from nothing or as it was left."""
    if asked.again:
        database.use(name)
    else:
        world.load(name, size)


def readers(asked: argparse.Namespace):
    return [(page, role) for page, role in READERS if not asked.pages or page.label.startswith(asked.pages)]


def said(as_json: bool, design: list[Row], figures: list[Figure]) -> str:
    if as_json:
        rows = [{"what": one.what, "figure": one.figure, "bar": one.bar, "holds": one.holds} for one in design]
        return json.dumps({"rows": rows, "lists": [one.told() for one in figures]}, indent=2) + "\n"
    return (paper.table(figures) + "\n" if figures else "") + told(design)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
