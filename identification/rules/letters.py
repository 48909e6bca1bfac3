"""Rules of letters that need no database."""

from datetime import date

from django.utils.translation import gettext as _

from cmm.core.errors import Conflict, RuleError
from identification.enums import LetterLanguage, SendingWay


def check_letter(*, language: str, reason: str, is_ours: bool = True) -> None:
    """A letter is in a language it exists in, and says why. Raises RuleError at ``language`` or ``reason``."""
    if not is_ours:
        raise RuleError(_("A court, or a body of appeal, writes to the person itself."), code="not_ours")
    if language not in LetterLanguage.values:
        raise RuleError(_("Choose Danish or English."), code="no_such_language", field="language")
    if not reason.strip():
        raise RuleError(_("Write the reasons in the language of the letter."), code="no_reason", field="reason")


def check_sending(*, was_read: bool, was_sent: bool, how: str, on: date, decided_on: date, today: date) -> None:
    """A letter is sent once, after somebody has read it, and not before its decision. Raises RuleError, Conflict."""
    if was_sent:
        raise Conflict(_("The letter has been given or sent already. Nothing was changed."), code="sent")
    if not was_read:
        raise RuleError(_("Read the letter first: open the PDF."), code="unread")
    if how not in SendingWay.values:
        raise RuleError(_("Choose how the person got the letter."), code="no_way", field="how")
    if not decided_on <= on <= today:
        raise RuleError(_("The day lies between the decision and today."), code="no_such_day", field="on")
