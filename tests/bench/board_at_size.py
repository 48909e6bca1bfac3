"""The board with 300 places and 20,100 stays beside a bare view of it. A measurement: `./dev test` does not take it,
`.venv/bin/pytest -s tests/bench/board_at_size.py` prints it.
"""

import sys
from datetime import timedelta
from statistics import median
from time import perf_counter
from types import SimpleNamespace

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.shortcuts import render
from django.test import RequestFactory
from django.utils import timezone

from shelters.models import Placement, Unit
from shelters.rules import night_of
from shelters.selectors.board import SHOWS_BEFORE
from shelters.selectors.boardrows import NIGHTS
from tests.bench import visits
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.shelters import PlacementFactory, ShelterFactory

HOUSES, PLACES, STAYS, LONG, RUNS = 30, 10, 67, 6, 7


def furnish(tonight):
    """Each place has one person again and again, six nights at a time, until two weeks from now."""
    worker, keeper = staff("cmm_caseworker"), staff("shelter_manager")
    units = [
        Unit(shelter=house, name=f"Plads {number}", position=number)
        for house in ShelterFactory.create_batch(HOUSES)
        for number in range(PLACES)
    ]
    cases = [CaseFactory(caseworker=worker) for _ in Unit.objects.bulk_create(units)]
    last, rows = tonight + timedelta(days=14), []
    for unit, case in zip(units, cases, strict=True):
        for turn in range(STAYS):
            stay = DateRange(last - timedelta(days=LONG * (turn + 1)), last - timedelta(days=LONG * turn))
            facts = {"unit": unit, "case": case, "victim": case.victim, "stay": stay, "placed_by": keeper}
            rows.append(PlacementFactory.build(ref=f"O-2030-{len(rows):05d}", **facts))
    Placement.objects.bulk_create(rows, batch_size=2_000)
    return worker


def seconds(work):
    began = perf_counter()
    work()
    return perf_counter() - began


@pytest.mark.django_db
def test_print_it():
    tonight = night_of(timezone.localtime())
    worker = furnish(tonight)
    client = visits.reader(worker)
    asked = visits.asked(client, "/shelters/board/")
    answer, drawn = visits.rendered(client, "/shelters/board/")
    first = tonight - timedelta(days=SHOWS_BEFORE)
    request = RequestFactory().get("/shelters/board/")
    request.user, request.session, request.htmx = (
        worker,
        SimpleNamespace(end=timezone.now(), last_moment=timezone.now()),
        False,
    )

    def bare():
        list(Placement.objects.filter(stay__overlap=DateRange(first, first + timedelta(days=NIGHTS))))
        render(request, drawn.template, drawn.context)

    whole, least = zip(
        *((seconds(lambda: visits.visit(client, "/shelters/board/")), seconds(bare)) for _ in range(RUNS)), strict=True
    )
    mark = drawn.context["board"].mark
    polled = [
        seconds(lambda: client.get(f"/shelters/board/?mark={mark}", headers={"hx-request": "true"}))
        for _ in range(RUNS)
    ]
    said = (
        f"\n{Placement.objects.count()} stays, {Unit.objects.count()} places, {len(answer.content) // 1024} KB,"
        f" {len(asked)} statements: board {median(whole) * 1000:.0f} ms, bare {median(least) * 1000:.0f} ms,"
        f" ratio {median(w / b for w, b in zip(whole, least, strict=True)):.2f},"
        f" polled {median(polled) * 1000:.0f} ms\n"
    )
    sys.stdout.write(said)
