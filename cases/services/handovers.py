"""Somebody is referred to CMM by an organisation, and CMM answers."""

from dataclasses import dataclass, fields
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.enums import CodeList, ConsentSaid, HandoverAnswer, Urgency
from cases.models import Case, Code, Handover, Inquiry
from cases.rules.handovers import (
    check_answerable,
    check_refusal,
    check_told,
    check_unheeded,
    check_withdrawable,
)
from cases.selectors.handovers import receiver_of_referrals
from cases.services.inquiries import NewInquiry, store_inquiry
from cases.services.status import touch
from cmm.accounts.models import Organisation, User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.context import case_at_hand
from cmm.core.errors import Conflict
from cmm.core.refs import next_ref

CHANNEL = "outreach"


@dataclass(frozen=True, kw_only=True)
class NewHandover:
    """What the person has said yes to, how CMM reaches them, and what is told."""

    submission_key: UUID
    consent: str
    way: str
    said: str = ConsentSaid.OWN_LANGUAGE
    urgency: str = Urgency.CAN_WAIT
    language: Code | None = None
    sex: str = ""
    age_band: str = ""
    note: str = ""


@transaction.atomic
def hand_over(*, actor: User, new: NewHandover) -> Handover:
    """CMM is told of somebody and answers. The same form sent twice is stored once. Raises RuleError, Conflict."""
    require_role(actor, "cases.add_handover")
    check_told(consent=new.consent, note=new.note, sex=new.sex, age_band=new.age_band)
    # Of several sendings at once one is let in.
    Organisation.objects.select_for_update(no_key=True).get(pk=actor.organisation_id)
    told = {field.name: getattr(new, field.name) for field in fields(new)}
    sent: Handover | None = Handover.objects.filter(
        organisation=actor.organisation_id, submission_key=new.submission_key
    ).first()
    if sent is not None:
        if any(getattr(sent, name) != value for name, value in told.items()):
            raise Conflict(_("This referral is already sent with other answers."), code="other_answers")
        return sent
    handover = Handover(
        ref=next_ref("H"), organisation=actor.organisation, receiver=receiver_of_referrals(), sent_by=actor, **told
    )
    handover.full_clean(exclude=["organisation", "receiver", "sent_by"])
    handover.save(force_insert=True)
    record(actor, AuditAction.HANDOVER_SENT, handover, consent=str(new.consent), urgency=str(new.urgency))
    return handover


@transaction.atomic
def accept_handover(*, actor: User, handover: Handover, source: Code) -> Inquiry:
    """CMM takes it on: it is an inquiry under the same ref, which its sender follows. Raises Conflict."""
    require_role(actor, "cases.add_inquiry")
    handover = to_answer(actor, handover)
    inquiry = store_inquiry(
        actor,
        NewInquiry(
            received_at=handover.sent_at,
            channel=Code.objects.get(list=CodeList.REFERRAL_CHANNEL, code=CHANNEL),
            source=source,
            summary=told_in(handover),
            referring_organisation=handover.organisation,
            urgent=handover.is_urgent,
        ),
        ref=handover.ref,
    )
    handover.inquiry = inquiry
    answer(actor, handover, HandoverAnswer.INQUIRY)
    return inquiry


@transaction.atomic
def tie_handover(*, actor: User, handover: Handover, case: Case) -> Handover:
    """The person has a case already: what was told belongs to it. The sender is told no more than a yes."""
    require(actor, "change", case)
    handover = to_answer(actor, handover)
    handover.case = case
    with case_at_hand(case.pk):
        answer(actor, handover, HandoverAnswer.CASE)
        touch(case)
    return handover


@transaction.atomic
def refuse_handover(*, actor: User, handover: Handover, reason: str) -> Handover:
    """CMM says no, and keeps why to itself. Raises RuleError, Conflict."""
    handover = to_answer(actor, handover)
    check_refusal(reason)
    handover.answer = reason.strip()
    answer(actor, handover, HandoverAnswer.REFUSED)
    return handover


@transaction.atomic
def withdraw_handover(*, actor: User, handover: Handover) -> Handover:
    """The person takes the yes back, through whoever referred them; CMM is told on Today. Raises Conflict."""
    require(actor, "withdraw", handover)
    handover = locked(handover)
    check_withdrawable(handover.withdrawn_at)
    handover.withdrawn_at, handover.withdrawn_by = timezone.now(), actor
    handover.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(actor, AuditAction.HANDOVER_WITHDRAWN, handover, answered=str(handover.answered_as))
    return handover


@transaction.atomic
def heed_withdrawal(*, actor: User, handover: Handover) -> Handover:
    """Somebody at CMM has read that the consent is withdrawn. Raises Conflict."""
    require(actor, "answer", handover)
    handover = locked(handover)
    check_unheeded(withdrawn_at=handover.withdrawn_at, heeded_at=handover.heeded_at)
    handover.heeded_at, handover.heeded_by = timezone.now(), actor
    handover.save(update_fields=["heeded_at", "heeded_by"])
    record(actor, AuditAction.HANDOVER_HEEDED, handover)
    return handover


def to_answer(actor: User, handover: Handover) -> Handover:
    """The referral, held until it is answered: of two colleagues one is first, and a withdrawal is before or after."""
    require(actor, "answer", handover)
    handover = locked(handover)
    check_answerable(answered_as=handover.answered_as, withdrawn_at=handover.withdrawn_at)
    return handover


def answer(actor: User, handover: Handover, how: HandoverAnswer) -> None:
    handover.answered_as, handover.answered_at, handover.answered_by = how, timezone.now(), actor
    handover.save(update_fields=["answered_as", "answered_at", "answered_by", "answer", "inquiry", "case"])
    case_ref = handover.case.ref if handover.case else ""
    record(actor, AuditAction.HANDOVER_ANSWERED, handover, case_ref=case_ref, answer=how.value)


def locked(handover: Handover) -> Handover:
    found: Handover = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    return found


def told_in(handover: Handover) -> str:
    """What an inquiry says it is about, of a referral."""
    lines = [
        _("%(organisation)s refers a person.") % {"organisation": handover.organisation},
        _("Said yes to: %(consent)s.") % {"consent": handover.get_consent_display()},
        _("CMM reaches the person so: %(way)s.") % {"way": handover.get_way_display()},
    ]
    return "\n".join([*lines, handover.note] if handover.note else lines)
