"""What may be asked for, shown and published; pure values in, a refusal or nothing out."""

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cmm.core.errors import RuleError
from reports.enums import EditionState

FIRST_YEAR = 2007
FIRST_LIVE_YEAR: int = settings.CMM_FIRST_LIVE_YEAR
# The draft of last year is asked for from January on; whoever misses all of that month has two more.
DRAFT_MONTHS = (1, 2, 3)
THRESHOLD = 5  # until another is settled (reports.models.Threshold)
LEAST_THRESHOLD, MOST_THRESHOLD = 3, 100
# How far apart the smallest and the largest value a reader can work out must lie.
WIDTH = 3
MOST_REASON = 300


def check_reason(said: Mapping[str, str]) -> None:
    """Why a published edition is corrected, in both languages of the report. Raises RuleError."""
    for language in ("da", "en"):
        if not said[language]:
            raise RuleError(
                _("The year is published. Write why it is corrected."), code="no_reason", field=f"why_{language}"
            )


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


def check_reviewable(*, state: str, requested_by: int | None, reviewer: int) -> None:
    """A drawn edition is reviewed by somebody else; a sealed one again, where another was published since."""
    if state not in (EditionState.DRAWN, EditionState.SEALED):
        raise RuleError(_("Only an edition that is drawn can be reviewed."), code="not_drawn")
    if requested_by == reviewer:
        raise RuleError(_("Somebody else than you, who asked for the edition, must review it."), code="same_person")


def check_publishable(*, state: str) -> None:
    if state != EditionState.SEALED:
        raise RuleError(_("Only a sealed edition can be published, and only once."), code="not_sealed")


def check_sealed_beside(*, sealed: list[str], released: list[str]) -> None:
    """The audit of the seal goes for the editions that were out when it was made."""
    if sealed != released:
        raise RuleError(
            _("Another edition was published after this one was sealed. Review it again, so that it is sealed anew."),
            code="sealed_before",
        )


def check_drawable(*, state: str) -> None:
    """What the worker has still to do can be tried again: drawing, and sealing."""
    if state not in (EditionState.REQUESTED, EditionState.FROZEN, EditionState.REVIEWED):
        raise RuleError(_("The edition is drawn already."), code="is_drawn")


def check_cancellable(*, state: str) -> None:
    if state not in (EditionState.REQUESTED, EditionState.FROZEN):
        raise RuleError(_("The edition is on its way no longer. It cannot be stopped."), code="not_on_its_way")


def year_of_draft(today: date) -> int | None:
    """The year whose draft is due on ``today``, if one is."""
    year = today.year - 1
    return year if today.month in DRAFT_MONTHS and is_live(year) else None


def is_small(count: int) -> bool:
    """Zero is masked with the small: it would say as much."""
    return count < THRESHOLD
