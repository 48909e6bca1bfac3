"""A table as it is frozen, published and drawn from. Plain dictionaries: they become JSON as they stand."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from reports import labels

SHOWN, WITHHELD = "shown", "withheld"
REGISTER = "register"  # the source of what the register itself counted
Frozen = dict[str, Any]


def cell(key: Iterable[str], value: int | None, *, source: str, status: str = SHOWN, certainty: str = "") -> Frozen:
    """One cell; a withheld one carries no value whatever it was. Only what is less than stated says how certain."""
    shown = value if status == SHOWN else None
    told = {"certainty": certainty} if certainty not in ("", "stated") else {}
    return {"key": list(key), "value": shown, "status": status, "source": source, **told}


def axis(name: str, codes: Iterable[str], *, total: str | None = None) -> Frozen:
    """A dimension with its categories in order; ``total`` names the category that is their sum, if one is."""
    return {
        "name": name,
        "label": labels.both(partial(labels.dimension, name)),
        "categories": list(map(named, codes)),
        "total": total,
    }


def named(code: str, label: Any = None) -> Frozen:
    return {"code": code, **labels.both(code if code.isdigit() else label or partial(labels.category, code))}


def years(first: int, last: int) -> list[str]:
    return [str(year) for year in range(first, last + 1)]


def table(name: str, title: Any, population: str, rows: Frozen, columns: Frozen, cells: list[Frozen]) -> Frozen:
    return {
        "id": name,
        "title": labels.both(title),
        "population": labels.both(labels.POPULATIONS[population]),
        "measure": "count",
        "dimensions": [rows, columns],
        "cells": cells,
    }
