"""The tables of a year, counted from the register, beside one bare pass over each table they are counted from."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

from cmm.core.context import system
from reports.figures.counting import Counting
from reports.selectors import definitions
from reports.services.freezing import rows_to_take
from tests.bench.rows import Row
from tests.bench.work import Spent, spent
from tests.statements import statements

BAR, RUNS = 2.0, 3
# What one would count each table by, who knew nothing of definitions.
GROUPED = {
    "cases_case": "status, region",
    "cases_inquiry": "extract(year FROM received_at), outcome",
    "cases_refusal": "extract(year FROM month), sex",
    "cases_victim": "sex, citizenship",
    "followup_preparedreturn": "partner",
    "identification_appeal": "outcome",
    "identification_assessment": "state, exploitation_form_id",
    "identification_departure": "extract(year FROM departed_on)",
    "identification_event": "kind",
    "identification_period": "kind",
    "identification_periodevent": 'extract(year FROM "on"), act',
    "identification_statusdecision": "extract(year FROM decided_on), outcome",
    "outreach_activity": "extract(year FROM held_on)",
    "outreach_contact": "extract(year FROM service_day), organisation_id",
    "shelters_occupancy": "extract(year FROM lower(stay)), unit_id",
    "shelters_placement": "extract(year FROM lower(stay)), exit_cause",
}


def rows(year: int) -> list[Row]:
    with system("bench"):
        used = sorted(table for table in GROUPED if any(f'"{table}"' in sql for sql in asked(year)))
        turns = [(of(lambda: counted(year)), of(lambda: passes(used))) for _turn in range(RUNS)]
    whole = min(turn[0].work for turn in turns)
    bare = min(turn[1].work for turn in turns)
    return [
        Row("tables of a year, one bare pass over each table = 1", whole / bare, BAR, "", said(year, whole, bare, used))
    ]


def said(year: int, whole: float, bare: float, used: list[str]) -> str:
    return f"{year}: {whole:,.0f} ms against {bare:,.0f} ms over {len(used)} tables"


def asked(year: int) -> list[str]:
    with statements() as found:
        counted(year)
    return found


def counted(year: int) -> dict[int, Any]:
    """What freezing counts before anything is protected or drawn."""
    parts = {name: list(found) for name, found in rows_to_take(year).items()}
    return Counting(lambda name: iter(parts[name]), year, definitions.in_force()).register()


def passes(tables: list[str]) -> None:
    with transaction.atomic(using="unscoped"), connections["unscoped"].cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT {GROUPED[table]}, count(*) FROM {table} GROUP BY {GROUPED[table]}")
            cursor.fetchall()


def of(act: Any) -> Spent:
    with one(act) as told:
        pass
    return told


@contextmanager
def one(act: Any) -> Iterator[Spent]:
    with spent() as told:
        act()
    yield told
