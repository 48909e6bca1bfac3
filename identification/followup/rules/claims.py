"""Compensation: what is asked for, and what is given."""

from datetime import date

from django.utils.translation import gettext as _

from cmm.core.errors import Conflict, RuleError
from identification.followup.enums import PAYING, ClaimOutcome


def check_claimed(amount: int) -> None:
    if amount <= 0:
        raise RuleError(_("Write the amount in whole kroner."), code="nothing", field="claimed")


def check_decision(
    *, decided: bool, outcome: str, granted: int, claimed: int, on: date, claimed_on: date, today: date
) -> None:
    """One decision, after the claim; the amount fits what was decided. Raises RuleError, Conflict."""
    if decided:
        raise Conflict(_("The claim is already decided."), code="decided")
    if on > today:
        raise RuleError(_("The date cannot be after today."), code="in_future", field="on")
    if on < claimed_on:
        raise RuleError(_("It cannot be decided before it was claimed."), code="before", field="on")
    if (outcome in PAYING) != (granted > 0):
        raise RuleError(
            _("Write what was granted; nothing where the claim was rejected or taken back."),
            code="amount",
            field="granted",
        )
    if outcome == ClaimOutcome.PARTLY and granted >= claimed:
        raise RuleError(_("Granted in part is less than was claimed."), code="not_part", field="granted")
