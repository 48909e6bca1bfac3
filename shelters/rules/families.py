"""Rules about children who follow a parent."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cmm.core.errors import RuleError

MOST_CHILDREN = 11


def check_family(*, beds: int, sleeping: int, field: str = "unit") -> None:
    """Raises RuleError where a place has fewer beds than those of the family who would sleep in it."""
    if sleeping > beds:
        message = ngettext(
            "The place has %(beds)s bed, and the family needs %(sleeping)s.",
            "The place has %(beds)s beds, and the family needs %(sleeping)s.",
            beds,
        )
        raise RuleError(message, code="too_small", params={"beds": beds, "sleeping": sleeping}, field=field)


def check_follows(*, stay: Any, parent_stay: Any, follows_another: bool, same_person: bool) -> None:
    """Raises RuleError unless a child sleeps where the parent does, and no longer."""
    if same_person or follows_another:
        raise RuleError(_("Choose the parent whose room it is."), code="no_parent", field="unit")
    if stay.lower < parent_stay.lower or stay.upper > parent_stay.upper:
        message = _("The parent has the room from %(first)s to %(last)s. The child can follow in those nights only.")
        raise RuleError(message, code="longer", params=days_of(parent_stay), field="unit")


def days_of(stay: Any) -> dict[str, str]:
    return {"first": date_format(stay.lower, "j. F Y"), "last": date_format(stay.upper, "j. F Y")}
