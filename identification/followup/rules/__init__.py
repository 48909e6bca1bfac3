"""What may happen after the decision, without the database."""

from datetime import date

from django.utils.translation import gettext as _

from cmm.core.errors import RuleError
from identification.rules.periods.derivation import on_day


def check_day(day: date, *, opened_on: date, today: date, field: str = "on") -> None:
    """Nothing has happened tomorrow, or before the case was opened. Raises RuleError."""
    if day > today:
        raise RuleError(_("The date cannot be after today."), code="in_future", field=field)
    if day < opened_on:
        raise RuleError(
            _("The date cannot be before the case was opened (%(day)s).") % {"day": on_day(opened_on)},
            code="before_case",
            field=field,
        )


def check_why(reason: str) -> None:
    if not reason.strip():
        raise RuleError(_("Write why."), code="reason_missing", field="reason")
