"""A return as it is frozen: the tables after disclosure control, every line of the receiver's file, and an audit."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from reports.enums import ReturnKind
from reports.figures.audit import audit
from reports.figures.protecting import protected
from reports.figures.tables import Frozen
from reports.returning import elsewhere, glotip, thb
from reports.returning.elsewhere import Confirmed
from reports.returning.lines import numbered
from reports.returning.persons import Person

VERSION = 1


def made(
    kind: str,
    year: int,
    persons: list[Person],
    confirmed: Confirmed,
    earlier: Iterable[Frozen],
    *,
    threshold: int,
    rests_on: dict[str, Any],
) -> Frozen:
    """The return of ``year`` over ``persons`` and what other authorities have ``confirmed``. Raises Unprotected."""
    drafted = tables_of(kind, year, persons, threshold) + elsewhere.tables_of(confirmed)
    known = [*earlier, elsewhere.published_elsewhere(confirmed, year)]
    lines = lines_of(kind, year, drafted, confirmed)
    tables, _facts = protected(drafted, [], known, threshold)
    figures: Frozen = {
        "version": VERSION,
        "kind": str(kind),
        "ref": f"{kind}-{year}",
        "year": year,
        "threshold": threshold,
        "rests_on": rests_on,
        "tables": tables,
        "facts": [],
        "lines": numbered(lines, tables),
    }
    return figures | {"audit": asdict(audit(figures, known))}


def tables_of(kind: str, year: int, persons: list[Person], threshold: int) -> list[Frozen]:
    if kind == ReturnKind.GLOTIP:
        return glotip.tables([one for one in persons if one["status"] == thb.IDENTIFIED], year, threshold)
    return thb.tables(persons, year)


def lines_of(kind: str, year: int, drafted: list[Frozen], confirmed: Confirmed) -> list[Frozen]:
    if kind == ReturnKind.GLOTIP:
        return glotip.lines(drafted[0], confirmed, year)
    return thb.lines(confirmed)
