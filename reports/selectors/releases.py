"""Everything that was released: the sealed and published editions of register years, and tables of their own."""

from operator import itemgetter
from typing import Any

from reports.enums import EditionState
from reports.models import Edition, FreeTable, Threshold
from reports.rules import THRESHOLD

RELEASED = (EditionState.SEALED, EditionState.PUBLISHED)


def released(*, but: Edition | None = None) -> list[dict[str, Any]]:
    """The frozen figures of each in the order they left, and what a reader calls it; without those of ``but``."""
    editions = Edition.objects.filter(state__in=RELEASED, is_live=True).exclude(pk=but.pk if but else None)
    found = [
        (edition.sealed_at or edition.published_at or edition.requested_at, edition.figures | {"ref": edition.ref})
        for edition in editions
    ]
    found += [(table.released_at, table.figures | {"ref": table.ref}) for table in FreeTable.objects.all()]
    return [figures for _at, figures in sorted(found, key=itemgetter(0))]


def threshold() -> int:
    """The smallest figure shown from now on."""
    newest = Threshold.objects.first()
    return newest.value if newest else THRESHOLD
