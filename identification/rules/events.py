"""What an event must hold."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cmm.core.errors import RuleError
from identification.enums import EventKind, FourAnswer
from identification.rules.vague import Vague

CRIMINAL_ACTS = "criminal_acts"  # the form begging counts as too


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


def check_criminal_act(*, kind: str, form: str) -> None:
    """Only who is exploited by being made to commit a criminal act has one; ``form`` is what it counts as.

    Raises RuleError.
    """
    if kind != EventKind.EXPLOITATION:
        raise RuleError(
            _("A kind of criminal act is written of the exploitation."), code="act_elsewhere", field="criminal_act"
        )
    if form not in ("", CRIMINAL_ACTS):
        raise RuleError(
            _("Choose criminal acts as the form of exploitation, or leave the kind of criminal act out."),
            code="act_of_another_form",
            field="criminal_act",
        )
