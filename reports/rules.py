"""What may be asked for, shown and published; pure values in, a refusal or nothing out."""

from django.utils.translation import gettext_lazy as _

from cmm.core.errors import RuleError
from reports.enums import EditionState

FIRST_YEAR = 2007
FIRST_LIVE_YEAR = 2024
THRESHOLD = 5  # until another is settled (reports.models.Threshold)
LEAST_THRESHOLD, MOST_THRESHOLD = 3, 100
# How far apart the smallest and the largest value a reader can work out must lie.
WIDTH = 3


def is_live(year: int) -> bool:
    """Whether the register itself counts ``year``; the years before are reprinted."""
    return year >= FIRST_LIVE_YEAR


def check_year(year: int, *, this_year: int) -> None:
    if not FIRST_YEAR <= year <= this_year:
        raise RuleError(
            _("Choose a year from %(first)s to %(last)s."),
            code="no_such_year",
            params={"first": FIRST_YEAR, "last": this_year},
            field="year",
        )


def check_publishable(*, state: str, live: bool) -> None:
    """A year of the register waits for the audit over all editions together; until then it stays a draft."""
    if live:
        raise RuleError(
            _("Figures from the register cannot be published yet. The edition stays a draft."), code="live_is_draft"
        )
    if state != EditionState.DRAWN:
        raise RuleError(_("Only a drawn edition can be published, and only once."), code="not_drawn")


def check_drawable(*, state: str) -> None:
    if state not in (EditionState.REQUESTED, EditionState.FROZEN):
        raise RuleError(_("The edition is drawn already."), code="is_drawn")


def is_small(count: int) -> bool:
    """Zero is masked with the small: it would say as much."""
    return count < THRESHOLD
