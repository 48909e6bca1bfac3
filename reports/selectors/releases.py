"""What was released of the register, in the order it left: editions, tables of their own, and returns."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from reports.enums import EditionState, SubmissionState
from reports.models import Edition, FreeTable, Submission, Threshold
from reports.rules import THRESHOLD


def published() -> Any:
    """Editions of the register, in the order they were published."""
    return Edition.objects.filter(state=EditionState.PUBLISHED, is_live=True).order_by("published_at", "pk")


def submitted() -> Any:
    """What was returned to bodies outside Denmark, which publish it."""
    return Submission.objects.filter(state=SubmissionState.RELEASED).order_by("released_at", "pk")


def out(*wanted: str) -> list[Any]:
    """All of them in the order they left."""
    editions = published().only("year", "number", "published_at", *wanted)
    returns = submitted().only("kind", "year", "number", "released_at", *wanted)
    tables = FreeTable.objects.order_by("released_at", "pk")
    tables = tables if "figures" in wanted else tables.defer("figures")
    left = [(one.published_at, one) for one in editions]
    left += [(one.released_at, one) for rows in (returns, tables) for one in rows]
    return [one for _at, one in sorted(left, key=itemgetter(0))]


def refs() -> list[str]:
    return [one.ref for one in out()]


def released(chosen: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """The frozen figures of all of them, or of those with these names, each saying what it is called."""
    wanted = None if chosen is None else set(chosen)
    return [{**one.figures, "ref": one.ref} for one in out("figures") if wanted is None or one.ref in wanted]


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
