"""What a status note must hold before it is finished. Plain values."""

from datetime import date

from django.utils.translation import gettext as _

from cases.outreach.halves import Half
from cases.outreach.rules import check_no_numbers
from cmm.core.errors import Conflict, RuleError


def check_begun(half: Half, *, today: date) -> None:
    """Nobody reports of a half-year to come. Raises RuleError at ``half``."""
    if half.first > today:
        raise RuleError(_("The half-year has not begun."), code="to_come", field="half")


def check_draft(*, finished: bool, opened: int, now: int) -> None:
    """A draft is written on from what stands there. Raises Conflict."""
    if finished:
        raise Conflict(_("The note is finished and never changes. Write a new one that replaces it."), code="finished")
    if opened != now:
        raise Conflict(
            _("A colleague has saved the draft meanwhile. Your text stands below and is not saved. Read theirs first."),
            code="changed_meanwhile",
        )


def check_texts(**texts: str) -> None:
    """No text holds a number that leads to a person. Raises RuleError at the field."""
    for field, text in texts.items():
        check_no_numbers(text, field=field)


def check_whole(*, text_da: str, revision: int, revision_note: str) -> None:
    """A note says something, and one that replaces another says what is new. Raises RuleError at the field."""
    if not text_da:
        raise RuleError(_("Write what the figures show before you finish the note."), code="no_text", field="text_da")
    if revision > 1 and not revision_note:
        raise RuleError(
            _("Write what is new since the note this one replaces."), code="no_revision_note", field="revision_note"
        )
