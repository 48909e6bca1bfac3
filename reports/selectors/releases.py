"""What was released of the register, in its order: every edition published so far, every table of its own, and every
return to a body outside Denmark.
"""

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from reports.enums import EditionState, SubmissionState
from reports.models import Edition, FreeTable, Submission, Threshold
from reports.rules import THRESHOLD


def published() -> Any:
    """Years of the register; what others printed before it stands outside the audit."""
    return Edition.objects.filter(state=EditionState.PUBLISHED, is_live=True).order_by("published_at", "pk")


def submitted() -> Any:
    """What was returned to bodies outside Denmark, which publish it."""
    return Submission.objects.filter(state=SubmissionState.RELEASED)


def refs() -> list[str]:
    left = [(one.published_at, one.ref) for one in published().only("year", "number", "published_at")]
    left += [(one.released_at, one.ref) for one in FreeTable.objects.defer("figures")]
    left += [(one.released_at, one.ref) for one in submitted().defer("figures")]
    return [ref for _at, ref in sorted(left)]


def released(chosen: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """The frozen figures of all of them, or of those with these names, each saying what it is called."""
    wanted = None if chosen is None else set(chosen)
    editions = published().only("year", "number", "figures", "published_at")
    found = [(one.published_at, {**one.figures, "ref": one.ref}) for one in editions]
    found += [(one.released_at, {**one.figures, "ref": one.ref}) for one in FreeTable.objects.all()]
    found += [(one.released_at, {**one.figures, "ref": one.ref}) for one in submitted()]
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
