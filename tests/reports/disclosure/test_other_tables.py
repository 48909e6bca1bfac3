"""Tables of their own of stays and visits: through the same engine, with the margins of the report."""

import random

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from reports.extracts.packing import packed
from reports.figures.audit import audit
from reports.figures.live import live_figures
from reports.models import Extract, ExtractPart, FreeTable
from reports.services import release_table
from tests.factories.reports import FreeTableFactory
from tests.reports.disclosure.test_release_verbs import edition_of
from tests.reports.registers import counted

pytestmark = pytest.mark.django_db
CHANCE = random.Random(11)
KINDS = ("reden_int_crisis", "asylum_stay", "crisis_s109", "flat")
STAYS = [
    {
        "person": str(place), "kind": CHANCE.choice(KINDS), "month": CHANCE.randint(1, 12), "begun": True, "came": True,
        "moved": False, "slept": True, "sex": CHANCE.choice(["female", "female", "male"]), "age": "25_34",
    }
    for place in range(61)
] + [{"person": "0", "kind": "flat", "month": 0, "begun": False, "came": True, "moved": False, "slept": True,
      "sex": "male", "age": "25_34"}]  # fmt: skip
VISITS = [
    {"organisation": who, "month": month, "kind": kind, "number": 1 + 7 * month * share}
    for who, share in (("reden", 3), ("hopenow", 1))
    for kind in ("street", "phone")
    for month in range(1, 13)
]
NUMBER_OF_VISITS = sum(row["number"] for row in VISITS)


@pytest.fixture
def edition(history, statistician):
    """A published edition that counted these stays and visits."""
    told = counted(2024) | {
        "stays": {"stays_begun": 61, "persons": 55, "bed_nights": 2804},
        "contacts": {"visits": NUMBER_OF_VISITS, "unique": 1310, "unique_at_most": 2260, "new": 402},
    }
    edition = edition_of(2024, 1, "published", live_figures(2024, *history, {2024: told}), statistician)
    extract = Extract.objects.create(edition=edition, code="test", head={}, digest="1" * 64)
    for name, rows in (("stays", STAYS), ("visits", VISITS)):
        part = packed(name, rows)
        ExtractPart.objects.create(extract=extract, name=name, rows=part.rows, sha256=part.sha256, content=part.content)
    return edition


def cells(table):
    return {tuple(cell["key"]): cell["value"] for cell in table.figures["tables"][0]["cells"]}


@pytest.mark.parametrize(
    ("population", "down", "across", "whole"),
    [("stays", "shelter", "sex", 61), ("stays", "quarter", "sex", 61), ("visits", "organisation", "quarter", 0),
     ("visits", "contact", "organisation", 0)],
)  # fmt: skip
def test_stays_and_visits_are_divided_and_protected_like_persons(
    edition, statistician, population, down, across, whole
):
    table = release_table(actor=statistician, year=2024, down=down, across=across, population=population)
    found = cells(table)
    assert found["all", "all"] == (whole or NUMBER_OF_VISITS)
    assert min(value for value in found.values() if value is not None) >= 5
    withheld = [value for value in found.values() if value is None]
    assert not withheld or audit(table.figures, [edition.figures | {"ref": "2024-1"}]).narrowest >= 3


def test_what_it_is_divided_by_is_counted_of_the_rows(edition, statistician):
    found = cells(
        release_table(actor=statistician, year=2024, down="organisation", across="quarter", population="visits")
    )
    first = sum(row["number"] for row in VISITS if row["organisation"] == "reden" and row["month"] <= 3)
    assert (found["reden", "q1"], found["reden", "all"]) == (first, sum(r["number"] for r in VISITS[:24]))


def test_a_grouping_it_has_not_is_refused_here_and_in_the_database(edition, statistician):
    with pytest.raises(ValidationError, match="andre inddelinger") as refused:
        release_table(actor=statistician, year=2024, down="shelter", across="form", population="stays")
    assert (refused.value.field, FreeTable.objects.count()) == ("across", 0)
    with pytest.raises(IntegrityError, match="is_divided_so"), transaction.atomic():
        FreeTableFactory(population="visits")


def test_what_an_edition_was_frozen_without_is_not_divided(edition, statistician):
    with pytest.raises(ValidationError) as refused:
        release_table(actor=statistician, year=2024, down="sex", across="form")
    assert refused.value.code == "frozen_without"
