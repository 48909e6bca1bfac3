"""The support plan: what a line must say, and when it is late."""

from datetime import date

from django.utils.translation import gettext as _

from cmm.core.errors import RuleError
from identification.followup.enums import OVER, SupportStatus


def check_line(*, begins_on: date, due_on: date | None, status: str, note: str) -> None:
    """It is due after it begins, and what could not be met says why. Raises RuleError."""
    if due_on and due_on < begins_on:
        raise RuleError(_("It cannot be due before it begins."), code="before", field="due_on")
    if status == SupportStatus.NOT_MET and not note.strip():
        raise RuleError(_("Write why the need could not be met."), code="no_reason", field="note")


def is_late(*, due_on: date | None, status: str, today: date) -> bool:
    return due_on is not None and due_on < today and status not in OVER
