"""How long a consent holds. Pure: days in, days and words out."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from cmm.core.errors import RuleError
from identification.enums import ConsentState


def lapses_on(*, given_on: date, said: date | None, days: int) -> date:
    """The last day it holds: what the person said, else so many days after it was given."""
    return said or given_on + timedelta(days=days)


def check_until(*, until: date | None, given_on: date) -> None:
    """It holds for some time. Raises RuleError."""
    if until is not None and until <= given_on:
        raise RuleError(
            _("The consent must hold longer than the day of the interview."),
            code="lapses_at_once",
            field="consent_until",
        )


def state_of(*, until: date | None, withdrawn: bool, today: date, soon: int) -> ConsentState:
    """Whether a yes holds today; it still does on its last day."""
    if withdrawn:
        return ConsentState.WITHDRAWN
    if until is None or today + timedelta(days=soon) < until:
        return ConsentState.HOLDS
    return ConsentState.LAPSES_SOON if today <= until else ConsentState.LAPSED
