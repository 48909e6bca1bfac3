"""What a table of its own counts: the rows frozen with an edition that has been released, never the register."""

from collections.abc import Iterable, Iterator
from typing import Any

from reports.definitions.rules import COUNTED, begun_in_the_year, identified_once
from reports.enums import Crossed, EditionState
from reports.extracts.packing import opened
from reports.models import Edition, ExtractPart
from reports.querysets import EditionQuerySet

PARTS = {Crossed.IDENTIFIED: "decisions", Crossed.STAYS: "stays", Crossed.VISITS: "visits"}
Row = dict[str, Any]


def countable(user: Any) -> EditionQuerySet:
    found: EditionQuerySet = Edition.objects.allowed(user).filter(state=EditionState.PUBLISHED, extract__isnull=False)
    return found


def countings(user: Any, year: int) -> list[Edition]:
    """The released editions of ``year`` whose rows can be counted, the newest first."""
    released = (
        Edition.objects.allowed(user)
        .of_year(year)
        .filter(state__in=[EditionState.SEALED, EditionState.PUBLISHED], extract__isnull=False)
    )
    return list(released.defer("figures"))


def years(user: Any) -> list[int]:
    """The years with such an edition, newest first."""
    return sorted(set(countable(user).order_by().values_list("year", flat=True)), reverse=True)


def rows(edition: Edition, population: str, groupings: Iterable[str]) -> list[Row] | None:
    """What the edition counted of ``population``, by codes; nothing where it was frozen without these groupings."""
    part = ExtractPart.objects.filter(extract__edition=edition, name=PARTS[Crossed(population)]).first()
    if part is None:
        return None
    found = list(counted(opened(bytes(part.content)), Crossed(population), edition.year))
    return found if all(name in one for one in found for name in groupings) else None


def counted(frozen: Iterator[Row], population: Crossed, year: int) -> Iterator[Row]:
    if population == Crossed.VISITS:
        for row in frozen:
            yield row | {"quarter": quarter(row), "contact": row["kind"]}
    elif population == Crossed.STAYS:
        told = (dict(row) for row, why in begun_in_the_year(frozen, year) if why == COUNTED)
        yield from (row | {"quarter": quarter(row), "shelter": row["kind"]} for row in told)
    else:
        yield from (dict(row) for row, why in identified_once(frozen, year) if why == COUNTED)


def quarter(row: Row) -> str:
    return str((row["month"] + 2) // 3)
