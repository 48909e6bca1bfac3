"""Rules about a place at night in one step, with the papers after."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.enums import CaseStatus
from cmm.core.errors import Conflict, RuleError
from shelters.enums import Paper
from shelters.rules.stays import PLACEABLE

# At night nobody has to clarify anything first: who has only just been told of gets a bed too.
PLACEABLE_AT_ONCE = PLACEABLE | {CaseStatus.INQUIRY}
EMERGENCY_NIGHTS = 7  # then a place has been asked for


def check_placeable_at_once(case_status: str) -> None:
    """Raises RuleError where the case is closed."""
    if case_status not in PLACEABLE_AT_ONCE:
        raise RuleError(_("The case is closed. Open a case for the person first."), code="not_placeable")


def check_at_once(*, wanted_from: date, wanted_to: date, tonight: date) -> None:
    """Raises RuleError unless the stay begins tonight and is a short one."""
    if wanted_from != tonight:
        raise RuleError(_("An emergency placement begins tonight."), code="not_tonight")
    if not 1 <= (wanted_to - wanted_from).days <= EMERGENCY_NIGHTS:
        message = ngettext(
            "An emergency placement is from 1 to %(nights)s night.",
            "An emergency placement is from 1 to %(nights)s nights.",
            EMERGENCY_NIGHTS,
        )
        raise RuleError(message, code="too_long", params={"nights": EMERGENCY_NIGHTS}, field="nights")


def awaits_receipt(*, emergency: bool, is_received: bool, is_over: bool) -> bool:
    """Whether the house has yet to say that the person came."""
    return emergency and not is_received and not is_over


def missing_papers(
    *, emergency: bool, never_came: bool, is_over: bool, is_received: bool, is_told: bool, is_paid: bool
) -> list[Paper]:
    """What must still be done after a placement in one step, the worst first.

    When the person has left, the house need not be told anything; the nights are paid all the same. Of somebody who
    never came nothing is asked.
    """
    if not emergency or never_came:
        return []
    missing = {
        Paper.RECEIVED: awaits_receipt(emergency=emergency, is_received=is_received, is_over=is_over),
        Paper.TOLD: not is_told and not is_over,
        Paper.PAYER: not is_paid,
    }
    return [paper for paper, lacks in missing.items() if lacks]


def check_to_receive(*, awaits: bool) -> None:
    """Raises Conflict where a colleague was first, or there is nobody to wait for."""
    if not awaits:
        raise Conflict(_("It is already said that the person came. Open the page again."), code="received")


def check_tells(*, is_told: bool, says: bool) -> None:
    """Raises where the house has something of the person already, which is its own to change, or nothing is said."""
    if is_told:
        raise Conflict(_("Something is already written. Ask the shelter to change it."), code="told")
    if not says:
        raise RuleError(_("Write what the shelter must know."), code="nothing", field="needs")
