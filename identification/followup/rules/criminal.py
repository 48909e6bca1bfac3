"""Criminal cases: what follows from what, and that a number is a number."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cmm.core.errors import RuleError
from identification.followup.enums import CriminalStep

NUMBER = re.compile(r"^(?=.*[0-9])[0-9A-ZÆØÅ][0-9A-Za-zÆØÅæøå./-]{2,29}$")
CPR = re.compile(r"^[0-9]{6}-?[0-9]{4}$")
STEP = CriminalStep
# What must have happened before; a report needs nothing, and the police may charge without one.
NEEDS = {
    STEP.REPORTED: (),
    STEP.CHARGED: (),
    STEP.SHELVED: (STEP.REPORTED, STEP.CHARGED),
    STEP.INDICTED: (STEP.CHARGED,),
    STEP.WAIVER: (STEP.CHARGED,),
    STEP.CONVICTED: (STEP.INDICTED,),
    STEP.ACQUITTED: (STEP.INDICTED,),
    STEP.APPEALED: (STEP.CONVICTED, STEP.ACQUITTED),
}


@dataclass(frozen=True)
class Stepped:
    step: str
    on: date


def check_step(new: Stepped, *, before: Collection[Stepped]) -> None:
    """There is no judgment without an indictment, and no indictment without a charge. Raises RuleError."""
    needed = NEEDS[STEP(new.step)]
    if needed and not any(one.step in needed and one.on <= new.on for one in before):
        words = _(" or ").join(str(step.label) for step in needed)
        raise RuleError(_("First comes: %(steps)s.") % {"steps": words}, code="does_not_follow", field="step")


def check_number(number: str) -> None:
    """No names and no CPR number: of whoever is suspected nothing is written. Raises RuleError."""
    if not NUMBER.match(number) or CPR.match(number):
        raise RuleError(
            _("Write the case number alone: digits and letters, no name and no CPR number."),
            code="not_a_number",
            field="case_number",
        )


def latest(steps: Collection[Stepped]) -> str:
    """Where the criminal case stands."""
    return max(steps, key=lambda one: one.on).step if steps else ""
