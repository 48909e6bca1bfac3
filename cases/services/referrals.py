"""Telling somebody outside the register, and writing down what they answer."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.disclosing import DisclosureWay, ReferralKind
from cases.enums import LegalBasis, Receiver, ReferralAnswer, ReferralEnd
from cases.leaving.services import let_out
from cases.models import Case, Referral
from cases.rules.referrals import (
    OPEN,
    authority_after,
    check_answer,
    check_done,
    check_revoking,
    check_sending,
    check_withdrawal,
)
from cases.services.disclosures import on_basis, tell_of
from cases.services.facts import move_authority
from cases.services.locks import locked_under_case
from cases.services.papers import note_papers, papers_of
from cases.services.status import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record


@dataclass(frozen=True)
class NewReferral:
    """Who is told what, when, and why that is allowed."""

    receiver: Receiver
    receiver_name: str
    told: str
    basis: LegalBasis
    sent_on: date
    basis_note: str = ""
    consented_on: date | None = None
    consented_by: str = ""
    consented_how: str = ""
    consented_to: str = ""
    kind: ReferralKind = ReferralKind.REFERRAL


@transaction.atomic
def send_referral(
    *,
    actor: User,
    case: Case,
    new: NewReferral,
    way: DisclosureWay = DisclosureWay.REFERRAL,
    parts: str = "",
    despite: str = "",
    papers: Collection[int] = (),
    looked: bool = False,
) -> Referral:
    """It is written down that somebody outside was told, here and in the ledger; ``parts`` names what of the file
    went with it, ``papers`` are numbers of documents, and ``looked`` says that the sender looked through those that no
    machine can read. Raises RuleError, Stopped, ProofWanted.
    """
    require(actor, "write_journal", case)
    check_sending(
        basis=new.basis,
        basis_note=new.basis_note,
        consented_on=new.consented_on,
        sent_on=new.sent_on,
        today=timezone.localdate(),
    )
    along = papers_of(actor, case, papers, looked=looked)
    texts = {"told": new.told, "receiver_name": new.receiver_name, "papers": along.said}
    let_out(actor=actor, case=case, texts=texts, document="referral", despite=despite)
    note_papers(actor, case, along)
    new = replace(new, told=f"{new.told}\n\n{along.line}") if along.numbers else new
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    last = Referral.objects.filter(case=case).aggregate(number=Max("number"))["number"] or 0
    referral = Referral(case=case, number=last + 1, sent_by=actor, **on_basis(asdict(new)))
    referral.full_clean(exclude=["case", "sent_by"])
    referral.save(force_insert=True)
    touch(case)
    trace(actor, AuditAction.REFERRAL_SENT, referral)
    tell_of(actor, referral, way, parts)
    return referral


@transaction.atomic
def answer_referral(*, actor: User, referral: Referral, how: ReferralAnswer, on: date, answer: str = "") -> Referral:
    """The receiver has answered. Raises RuleError, Conflict."""
    require(actor, "write_journal", referral)
    return put_answer(actor=actor, referral=referral, how=how, on=on, answer=answer)


def put_answer(*, actor: User, referral: Referral, how: ReferralAnswer, on: date, answer: str) -> Referral:
    """For a verb that has required its right. A transfer that is accepted moves who decides. Raises RuleError,
    Conflict.
    """
    referral = locked_under_case(referral, "case__residence_basis")
    case = referral.case
    check_answer(state=referral.state, sent_on=referral.sent_on, answered_on=on, today=timezone.localdate())
    referral.answered_as, referral.answered_on, referral.answered_by = how, on, actor
    referral.answer = answer.strip()
    referral.save(update_fields=["answered_as", "answered_on", "answered_by", "answer"])
    taker = authority_after(kind=referral.kind, receiver=referral.receiver, answered_as=how)
    if taker:
        words = {"number": referral.number, "day": date_format(on, "j. F Y")}
        move_authority(
            actor=actor, case=case, to=taker, reason=_("Transfer no. %(number)s was accepted on %(day)s.") % words
        )
    touch(case)
    trace(actor, AuditAction.REFERRAL_ANSWERED, referral)
    return referral


@transaction.atomic
def finish_referral(*, actor: User, referral: Referral, on: date, note: str = "") -> Referral:
    """What the receiver took on is done. Raises RuleError, Conflict."""
    require(actor, "write_journal", referral)
    referral = locked_under_case(referral)
    check_done(state=referral.state, answered_on=referral.answered_on, ended_on=on, today=timezone.localdate())
    return end(actor, referral, ReferralEnd.DONE, on, note)


@transaction.atomic
def revoke_referral(*, actor: User, referral: Referral, on: date, note: str) -> Referral:
    """It is taken back, and the receiver told so; that it was sent stays. Raises RuleError, Conflict."""
    require(actor, "write_journal", referral)
    referral = locked_under_case(referral)
    check_revoking(state=referral.state, sent_on=referral.sent_on, ended_on=on, today=timezone.localdate())
    return end(actor, referral, ReferralEnd.REVOKED, on, note)


@transaction.atomic
def withdraw_referral_consent(*, actor: User, referral: Referral, on: date, effect: str) -> Referral:
    """The consent it was sent on is taken back: what is open is revoked, and nothing more is told on it.

    What was sent on it before stays, and was told lawfully. Raises RuleError, Conflict.
    """
    require(actor, "write_journal", referral)
    referral = locked_under_case(referral)
    check_withdrawal(
        on_consent=referral.basis == LegalBasis.CONSENT,
        withdrawn=not referral.may_lose_consent,
        on=on,
        consented_on=referral.consented_on,
        effect=effect,
        today=timezone.localdate(),
    )
    referral.consent_withdrawn_on, referral.consent_withdrawn_by = on, actor
    referral.consent_withdrawn_effect = effect.strip()
    fields = ["consent_withdrawn_on", "consent_withdrawn_by", "consent_withdrawn_effect"]
    if referral.state in OPEN:
        referral.ended_as, referral.ended_by = ReferralEnd.REVOKED, actor
        referral.ended_on, referral.ended_note = max(on, referral.sent_on), _("The consent is withdrawn.")
        fields += ["ended_as", "ended_by", "ended_on", "ended_note"]
    referral.save(update_fields=fields)
    touch(referral.case)
    trace(actor, AuditAction.CONSENT_WITHDRAWN, referral)
    return referral


def end(actor: User, referral: Referral, how: ReferralEnd, on: date, note: str) -> Referral:
    referral.ended_as, referral.ended_on, referral.ended_by, referral.ended_note = how, on, actor, note.strip()
    referral.save(update_fields=["ended_as", "ended_on", "ended_by", "ended_note"])
    touch(referral.case)
    trace(actor, AuditAction.REFERRAL_ENDED, referral)
    return referral


def trace(actor: User, action: AuditAction, referral: Referral) -> None:
    record(
        actor,
        action,
        referral,
        case_ref=referral.case.ref,
        number=referral.number,
        receiver=str(referral.receiver),
        basis=str(referral.basis),
        state=referral.state.value,
    )
