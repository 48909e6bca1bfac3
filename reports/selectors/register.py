"""One moment of the register, and what has been taken of it. The worker asks, in its job; no page does."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from reports.extracts.packing import Packed, Row, opened, proved
from reports.figures.counting import Rows
from reports.models import Edition, Extract


@contextmanager
def one_moment() -> Iterator[None]:
    """All rows are read as they were at one moment, however long it takes."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def rows_of(parts: dict[str, Packed]) -> Rows:
    """The rows of each part, one in memory at a time."""
    return lambda name: opened(parts[name].content)


def parts_of(extract: Extract) -> dict[str, Packed]:
    """Every part of a frozen extract, each proved to be what it was. Raises BrokenSeal."""
    parts = {
        one.name: Packed(one.name, one.rows, one.sha256, bytes(one.content)) for one in extract.parts.order_by("name")
    }
    for part in parts.values():
        proved(part)
    return parts


def frozen_decisions(edition: Edition) -> Iterator[Row]:
    """The decisions of the edition's own year as it counted them."""
    part = edition.extract.parts.get(name="decisions")
    return (row for row in opened(bytes(part.content)) if row["year"] == edition.year)
