"""What an organisation may tell CMM of somebody, and when CMM may still answer."""

from datetime import datetime

from django.utils.translation import gettext as _

from cases.enums import Consented
from cmm.core.errors import Conflict, RuleError


def check_told(*, consent: str, note: str, sex: str, age_band: str) -> None:
    """What was seen is told only with the person's yes to it. Raises RuleError at ``note``."""
    if consent not in Consented.values:
        raise RuleError(_("Without a yes nothing is sent."), code="no_consent", field="consent")
    if consent != Consented.CONTACT_AND_SEEN and (note or sex or age_band):
        raise RuleError(
            _("The person has not said yes to this. Take it out, or ask again."), code="not_agreed", field="note"
        )


def check_answerable(*, answered_as: str, withdrawn_at: datetime | None) -> None:
    """One answer, while the consent stands. Raises Conflict."""
    if withdrawn_at is not None:
        raise Conflict(_("The person has withdrawn the consent. Nothing was changed."), code="withdrawn")
    if answered_as:
        raise Conflict(_("A colleague has answered the referral. Nothing was changed."), code="answered")


def check_refusal(reason: str) -> None:
    if not reason.strip():
        raise RuleError(_("Write why CMM says no."), code="reason_missing", field="reason")


def check_withdrawable(withdrawn_at: datetime | None) -> None:
    if withdrawn_at is not None:
        raise Conflict(_("The consent is already withdrawn."), code="withdrawn")


def check_unheeded(*, withdrawn_at: datetime | None, heeded_at: datetime | None) -> None:
    if withdrawn_at is None or heeded_at is not None:
        raise Conflict(_("A colleague has read it already."), code="heeded")
