"""What an event must hold."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cmm.core.errors import RuleError
from identification.enums import FourAnswer
from identification.rules.vague import Vague


def check_event(*, begins: Vague, ends: Vague, goes_on: str, today: date) -> None:
    """It does not end before it began or begin tomorrow, and what goes on has no end. Raises RuleError."""
    if begins.on and begins.on > today:
        raise RuleError(_("The date cannot be after today."), code="in_future", field="begins")
    if ends.on and ends.on > today:
        raise RuleError(_("The date cannot be after today."), code="in_future", field="ends")
    if begins.on and ends.last and ends.last < begins.on:
        raise RuleError(_("It cannot end before it began."), code="backwards", field="ends")
    if goes_on == FourAnswer.YES and ends.on:
        raise RuleError(
            _("What still goes on has no end. Delete the date, or change the answer."), code="goes_on", field="ends"
        )
