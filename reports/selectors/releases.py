"""What the public has been given of the register: every edition published so far, and every return released."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from reports.enums import EditionState, SubmissionState
from reports.models import Edition, Submission


def published() -> Any:
    """Years of the register; what others printed before it stands outside the audit."""
    return Edition.objects.filter(state=EditionState.PUBLISHED, is_live=True).order_by("published_at", "pk")


def submitted() -> Any:
    """What was returned to bodies outside Denmark, which publish it."""
    return Submission.objects.filter(state=SubmissionState.RELEASED).order_by("released_at", "pk")


def out(*wanted: str) -> list[Any]:
    """Editions and returns in the order they left."""
    editions = published().only("year", "number", "published_at", *wanted)
    returns = submitted().only("kind", "year", "number", "released_at", *wanted)
    left = [(one.published_at, one) for one in editions] + [(one.released_at, one) for one in returns]
    return [one for _at, one in sorted(left, key=itemgetter(0))]


def refs() -> list[str]:
    return [one.ref for one in out()]


def released(chosen: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """The frozen figures of all of them, or of those with these names, each saying which it is."""
    wanted = None if chosen is None else set(chosen)
    return [{**one.figures, "ref": one.ref} for one in out("figures") if wanted is None or one.ref in wanted]


def newest_published(year: int) -> Edition | None:
    """What a reader of ``year`` holds today."""
    found: Edition | None = Edition.objects.filter(year=year, state=EditionState.PUBLISHED).order_by("-number").first()
    return found
