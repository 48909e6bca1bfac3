"""Rules of inquiries that need no database."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from cases.enums import InquiryOutcome
from cmm.core.errors import Conflict, RuleError

HOTLINE = "hotline"
FIRST_MONTH = date(2007, 1, 1)  # the statistics begin
MOST_AT_ONCE = 50  # cases of one operation opened from one page


def check_inquiry_open(outcome: str) -> None:
    """Raises Conflict where somebody else has ended the inquiry already."""
    if outcome != InquiryOutcome.OPEN:
        raise Conflict(_("The inquiry has already been answered. Nothing was changed."), code="inquiry_answered")


def check_outcome(*, outcome: str, reason: str) -> None:
    """An inquiry ends without a case in one of two ways, and always with a reason. Raises RuleError."""
    if outcome not in (InquiryOutcome.ADVICE_ONLY, InquiryOutcome.NOT_RELEVANT):
        raise RuleError(_("Choose how the inquiry ended."), code="no_such_outcome", field="outcome")
    if not reason.strip():
        raise RuleError(_("Write why no case came of it."), code="reason_missing", field="reason")


def check_received(*, received_at: datetime, now: datetime) -> None:
    """Nobody can have been told something later than now. Raises RuleError at ``received_at``."""
    if received_at > now:
        raise RuleError(_("The time cannot be later than now."), code="in_the_future", field="received_at")


def check_persons(*, persons: int) -> None:
    if persons < 1:
        raise RuleError(_("An inquiry is about at least one person."), code="nobody", field="persons")


def check_caller(*, channel: str, is_told: bool) -> None:
    """A call to the hotline says who rang, and nothing else does. Raises RuleError at ``caller_type``."""
    if channel == HOTLINE and not is_told:
        raise RuleError(_("Choose who called the hotline."), code="caller_missing", field="caller_type")
    if channel != HOTLINE and is_told:
        raise RuleError(
            _("Only a call to the hotline has a caller. Choose the hotline, or leave this empty."),
            code="no_call",
            field="caller_type",
        )


def check_together(*, cases: int) -> None:
    """One inquiry becomes at least one case, and no more at once than a page can hold. Raises RuleError."""
    if not cases:
        raise RuleError(_("Keep at least one code name. Without a case, end the inquiry instead."), code="nobody")
    if cases > MOST_AT_ONCE:
        raise RuleError(
            _("At most %(most)s cases can be opened at once."), code="too_many", params={"most": MOST_AT_ONCE}
        )


def check_month(*, month: date, today: date) -> None:
    """A refusal is counted in a month that has begun, of the years the statistics know. Raises RuleError."""
    if not FIRST_MONTH <= month <= today:
        raise RuleError(_("Choose a month from 2007 on that has begun."), code="no_such_month", field="month")
