"""What somebody outside may be told, and in which order it goes on."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from cases.disclosing import BY_HAND, ReferralKind
from cases.enums import Authority, Consenter, ConsentGiven, LegalBasis, Receiver, ReferralAnswer, ReferralState
from cmm.core.errors import Conflict, RuleError

# From where each act leads on.
OPEN = (ReferralState.SENT, ReferralState.ACCEPTED)
# Which receiver of a transfer decides who is a victim; the others take over something else.
DECIDING = {Receiver.IMMIGRATION: Authority.US}


def authority_after(*, kind: str, receiver: str, answered_as: str) -> Authority | None:
    """Who decides from now on, where a receiver that decides has taken the case over."""
    taken_over = kind == ReferralKind.TRANSFER and answered_as == ReferralAnswer.ACCEPTED
    return DECIDING.get(Receiver(receiver)) if taken_over else None


def check_sending(
    *, basis: str, basis_note: str, consented_on: date | None, sent_on: date, today: date, field: str = "sent_on"
) -> None:
    """Nobody is told without a basis that is written down. Raises RuleError."""
    check_past(sent_on, today, field)
    if basis == LegalBasis.CONSENT:
        if consented_on is None:
            raise RuleError(_("Write the day the person consented."), code="no_consent", field="consented_on")
        if consented_on > sent_on:
            raise RuleError(
                _("Nobody is told before the person has consented."), code="told_first", field="consented_on"
            )
    elif not basis_note.strip():
        raise RuleError(_("Write why it may be told without consent."), code="no_reason", field="basis_note")


def check_consent(given: Mapping[str, str]) -> None:
    """A consent is written down as it was given: by whom, how and to what. Raises RuleError at the field."""
    if given["consented_by"] in ("", Consenter.NOT_NOTED):
        raise RuleError(_("Choose who consented."), code="nobody_consented", field="consented_by")
    if given["consented_how"] in ("", ConsentGiven.NOT_NOTED):
        raise RuleError(_("Choose how they consented."), code="no_way", field="consented_how")
    if not given["consented_to"].strip():
        raise RuleError(_("Write what they consented to."), code="to_nothing", field="consented_to")


def check_by_hand(way: str) -> None:
    """What a verb tells, the verb writes down. Raises RuleError."""
    if way not in BY_HAND:
        raise RuleError(_("That is written down when it is sent."), code="by_a_verb", field="way")


def check_correcting(*, own: bool, by_hand: bool, corrected: bool) -> None:
    """What was written by hand in this case is corrected once, by another. Raises RuleError, Conflict."""
    if not (own and by_hand):
        raise RuleError(_("What was sent stands as it was sent."), code="not_by_hand")
    if corrected:
        raise Conflict(_("It is already corrected."), code="corrected")


def check_withdrawal(
    *, on_consent: bool, withdrawn: bool, on: date, consented_on: date | None, effect: str, today: date
) -> None:
    """A consent is withdrawn once, after it was given, and it is said what that does. Raises RuleError, Conflict."""
    if not on_consent or consented_on is None:
        raise Conflict(_("The referral does not rest on a consent."), code="no_consent")
    if withdrawn:
        raise Conflict(_("The consent is already withdrawn."), code="withdrawn")
    check_past(on, today, "on")
    if on < consented_on:
        raise RuleError(_("It cannot be withdrawn before it was given."), code="before", field="on")
    if not effect.strip():
        raise RuleError(_("Write what it does."), code="no_effect", field="effect")


def check_answer(*, state: str, sent_on: date, answered_on: date, today: date) -> None:
    """One answer, after it was sent. Raises RuleError, Conflict."""
    if state != ReferralState.SENT:
        raise Conflict(_("The referral is already answered or revoked."), code="answered")
    check_past(answered_on, today, "on")
    check_order(answered_on, sent_on)


def check_done(*, state: str, answered_on: date | None, ended_on: date, today: date) -> None:
    """Only what somebody took on can be done. Raises RuleError, Conflict."""
    if state != ReferralState.ACCEPTED or answered_on is None:
        raise Conflict(_("Only a referral that was accepted can be done."), code="not_accepted")
    check_past(ended_on, today, "on")
    check_order(ended_on, answered_on)


def check_revoking(*, state: str, sent_on: date, ended_on: date, today: date) -> None:
    """What is still open can be taken back. Raises RuleError, Conflict."""
    if state not in OPEN:
        raise Conflict(_("The referral has already ended."), code="ended")
    check_past(ended_on, today, "on")
    check_order(ended_on, sent_on)


def check_past(day: date, today: date, field: str) -> None:
    if day > today:
        raise RuleError(_("The date cannot be after today."), code="in_future", field=field)


def check_order(day: date, before: date) -> None:
    if day < before:
        raise RuleError(_("The date cannot be before what came first."), code="before", field="on")
