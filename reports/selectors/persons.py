"""The persons a table of its own counts: the rows frozen with an edition that has been released, never the register."""

from typing import Any

from reports.definitions.rules import COUNTED, identified_once
from reports.enums import EditionState
from reports.extracts.packing import opened
from reports.models import Edition, ExtractPart
from reports.querysets import EditionQuerySet

PART = "decisions"


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


def persons(edition: Edition) -> list[dict[str, Any]]:
    """Each person identified in the edition's year, by codes."""
    part = ExtractPart.objects.get(extract__edition=edition, name=PART)
    rows = identified_once(opened(bytes(part.content)), edition.year)
    return [dict(row) for row, why in rows if why == COUNTED]
