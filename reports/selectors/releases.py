"""What the public has been given of the register: every edition published so far, in the order it was."""

from collections.abc import Iterable
from typing import Any

from reports.enums import EditionState
from reports.models import Edition


def published() -> Any:
    """Years of the register; what others printed before it stands outside the audit."""
    return Edition.objects.filter(state=EditionState.PUBLISHED, is_live=True).order_by("published_at", "pk")


def refs() -> list[str]:
    return [f"{year}-{number}" for year, number in published().values_list("year", "number")]


def released(chosen: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """The frozen figures of all of them, or of those with these names, each saying which edition it is."""
    wanted = None if chosen is None else set(chosen)
    found = published().only("year", "number", "figures")
    return [{**one.figures, "ref": one.ref} for one in found if wanted is None or one.ref in wanted]


def newest_published(year: int) -> Edition | None:
    """What a reader of ``year`` holds today."""
    found: Edition | None = Edition.objects.filter(year=year, state=EditionState.PUBLISHED).order_by("-number").first()
    return found
