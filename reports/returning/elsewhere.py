"""Figures of other authorities in a return: as they are confirmed, or said to be missing, and never nought instead.

What everybody can read already is returned as it was published. What was written to CMM alone is withheld by the same
rules as the register's own figures, since whoever receives the return publishes it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports import labels
from reports.disclosure.figures import Codes, Figure, as_json
from reports.enums import ExternalOrigin, KnownAs
from reports.figures.tables import REGISTER, Frozen, cell
from reports.returning.counts import Heading
from reports.returning.persons import table_of

MISSING = "missing"
PUBLISHED = "publication"
COLUMN = "number"


@dataclass(frozen=True)
class Held:
    """A confirmed figure of another authority, with its source."""

    heading: Heading
    known_as: str
    value: int | None
    origin: str
    authority: str
    document: str

    @property
    def source(self) -> str:
        return f"{self.authority}: {self.document}"


Confirmed = Mapping[Heading, Held]


def row_of(heading: Heading) -> str:
    """Where a figure stands in its table."""
    return "|".join([heading.sex or "all", heading.age or "all", heading.form or "all", heading.citizenship or "all"])


def figure_of(heading: Heading) -> Figure:
    groups = {name: Codes.of([code]) for name, code in heading.groupings.items()}
    return Figure.of(heading.population, heading.year, groups)


def tables_of(confirmed: Confirmed) -> list[Frozen]:
    """One table for each population, of the figures that are numbers."""
    found = []
    for population in dict.fromkeys(heading.population for heading in confirmed):
        told = [one for one in confirmed.values() if one.heading.population == population and one.value is not None]
        if cells := [cell_of(one) for one in told]:
            found.append(
                table_of(f"external_{population}", labels.POPULATIONS[population], population, [COLUMN], cells)
            )
    return found


def cell_of(one: Held) -> Frozen:
    key = (row_of(one.heading), COLUMN)
    if one.origin == ExternalOrigin.PUBLICATION:
        return cell(key, one.value, source=PUBLISHED)
    return cell(key, one.value, source=REGISTER) | {"figure": as_json(figure_of(one.heading))}


def published_elsewhere(confirmed: Confirmed, year: int) -> Frozen:
    """What a reader of the publications knows, in the shape of an earlier release."""
    told = [one for one in confirmed.values() if one.origin == ExternalOrigin.PUBLICATION and one.value is not None]
    cells = [
        cell((f"{one.heading.population}|{row_of(one.heading)}", COLUMN), one.value, source=REGISTER)
        | {"figure": as_json(figure_of(one.heading))}
        for one in told
    ]
    tables = [{"id": "published", "title": {"da": "", "en": ""}, "dimensions": [], "cells": cells}]
    return {"ref": "", "year": year, "tables": tables, "facts": []}


def status_of(held: Held | None) -> str:
    """Why there is no number, where there is none."""
    if held is None or held.known_as == KnownAs.WITHDRAWN:
        return MISSING
    return "" if held.known_as == KnownAs.COUNTED else held.known_as


def in_order(confirmed: Iterable[Held], population: str) -> list[Held]:
    """Of one population: everybody first, then by what they are split by."""
    rows = [one for one in confirmed if one.heading.population == population]
    return sorted(rows, key=lambda one: (len(one.heading.groupings), row_of(one.heading)))
