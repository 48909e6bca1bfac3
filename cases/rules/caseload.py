"""Who has which cases: when one stands still, how it goes to a colleague, and who covers for whom."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import gettext as _

from cases.enums import CaseStatus, Protection
from cmm.core.errors import Conflict, RuleError

LONGEST_COVER = timedelta(days=92)


def is_stalled(*, status: str, touched_on: date, today: date, days: Mapping[str, int]) -> bool:
    """Whether nothing was written for as many ``days`` as a case with this status may rest; some may for ever."""
    return status in days and (today - touched_on).days >= days[status]


def check_offer(*, status: str, giver: int | None, receiver: int, is_colleague: bool, note: str) -> None:
    """An open case is offered to a colleague who can have it, with what they must know. Raises RuleError."""
    if status == CaseStatus.CLOSED:
        raise RuleError(_("The case is closed."), code="closed")
    if receiver == giver:
        raise RuleError(_("The case is already theirs."), code="already_theirs", field="receiver")
    if not is_colleague:
        raise RuleError(
            _("Choose a caseworker or coordinator whose account is open."), code="no_caseworker", field="receiver"
        )
    if not note.strip():
        raise RuleError(_("Write what the next must know."), code="no_note", field="note")


def check_waiting(*, waits: bool) -> None:
    """Raises Conflict."""
    if not waits:
        raise Conflict(_("The offer is already answered or taken back."), code="answered")


def check_same_giver(*, offered_from: int | None, holder: int | None) -> None:
    """The case is still with whom it was when it was offered. Raises Conflict."""
    if offered_from != holder:
        raise Conflict(_("The case has got another contact person meanwhile."), code="moved")


def check_declined(answer: str) -> None:
    if not answer.strip():
        raise RuleError(_("Write why not."), code="no_reason", field="answer")


def check_cover(*, absent: int, covering: int, colleagues: bool, begins: date, ends: date, today: date) -> None:
    """One colleague covers for another, from today on and for a time that ends. Raises RuleError."""
    if absent == covering:
        raise RuleError(_("Nobody covers for themselves."), code="self", field="covering")
    if not colleagues:
        raise RuleError(
            _("Choose a caseworker or coordinator whose account is open."), code="no_caseworker", field="covering"
        )
    if begins < today:
        raise RuleError(_("The date cannot be before today."), code="in_the_past", field="begins_on")
    if not begins <= ends <= begins + LONGEST_COVER:
        raise RuleError(
            _("Choose a last day after the first, at most three months later. Cover can be given again."),
            code="too_long",
            field="ends_on",
        )


def check_cover_runs(*, ended: bool, ends_on: date, today: date) -> None:
    """Raises Conflict."""
    if ended or ends_on < today:
        raise Conflict(_("The cover has ended."), code="ended")


def check_in_bulk(*, status: str, protection: str, holder: int | None, seen_with: int | None, receiver: int) -> None:
    """One of many cases that go to one colleague. Raises RuleError."""
    if status == CaseStatus.CLOSED:
        raise RuleError(_("The case is closed."), code="closed")
    if protection == Protection.NAMED:
        raise RuleError(_("It is kept to named persons, and assigned by itself."), code="named")
    if holder != seen_with:
        raise RuleError(_("The case has got another contact person meanwhile."), code="moved")
    if holder == receiver:
        raise RuleError(_("The case is already theirs."), code="already_theirs")
