"""What was released of the register: every edition published so far and every table of its own, in their order."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from reports.enums import EditionState
from reports.models import Edition, FreeTable, Threshold
from reports.rules import THRESHOLD


def published() -> Any:
    """Years of the register; what others printed before it stands outside the audit."""
    return Edition.objects.filter(state=EditionState.PUBLISHED, is_live=True).order_by("published_at", "pk")


def refs() -> list[str]:
    editions = [
        (at, f"{year}-{number}") for at, year, number in published().values_list("published_at", "year", "number")
    ]
    tables = [(table.released_at, table.ref) for table in FreeTable.objects.defer("figures")]
    return [ref for _at, ref in sorted([*editions, *tables])]


def released(chosen: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """The frozen figures of all of them, or of those with these names, each saying what it is called."""
    wanted = None if chosen is None else set(chosen)
    editions = published().only("year", "number", "figures", "published_at")
    found = [(one.published_at, {**one.figures, "ref": one.ref}) for one in editions]
    found += [(one.released_at, {**one.figures, "ref": one.ref}) for one in FreeTable.objects.all()]
    ordered = [figures for _at, figures in sorted(found, key=itemgetter(0))]
    return [figures for figures in ordered if wanted is None or figures["ref"] in wanted]


def newest_published(year: int) -> Edition | None:
    """What a reader of ``year`` holds today."""
    found: Edition | None = Edition.objects.filter(year=year, state=EditionState.PUBLISHED).order_by("-number").first()
    return found


def waiting() -> Edition | None:
    """An edition that is sealed and not yet out: what it tells is not known, and will be."""
    found: Edition | None = Edition.objects.filter(state=EditionState.SEALED, is_live=True).first()
    return found


def threshold() -> int:
    """The smallest figure shown from now on."""
    newest = Threshold.objects.first()
    return newest.value if newest else THRESHOLD
