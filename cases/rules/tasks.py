"""What somebody may promise, and how a promise ends."""

from datetime import date

from django.utils.translation import gettext as _

from cases.enums import InquiryOutcome, Protection
from cmm.core.errors import Conflict, RuleError


def check_task(*, due_on: date, today: date, is_colleague: bool) -> None:
    """What lies ahead, and is somebody's who can have cases here. Raises RuleError."""
    if due_on < today:
        raise RuleError(_("The date cannot be before today."), code="in_the_past", field="due_on")
    if not is_colleague:
        raise RuleError(_("Choose somebody who works with cases here."), code="no_colleague", field="assignee")


def check_assignee(*, protection: str, is_close: bool) -> None:
    """Of a protected case the contact person and whoever writes the task are all who surely see it.

    A task nobody sees is a promise nobody keeps. Raises RuleError.
    """
    if protection != Protection.NORMAL and not is_close:
        raise RuleError(
            _("The case is protected. Choose the contact person or yourself."), code="cannot_see", field="assignee"
        )


def check_still_open(*, is_open: bool) -> None:
    """Raises Conflict."""
    if not is_open:
        raise Conflict(_("The task is already done or moved."), code="task_ended")


def check_still_asked(*, outcome: str) -> None:
    """Of an inquiry that ended nothing more is promised; of one that became a case, in the case. Raises Conflict."""
    if outcome != InquiryOutcome.OPEN:
        raise Conflict(_("The inquiry has been answered. Write the task in the case."), code="inquiry_ended")
