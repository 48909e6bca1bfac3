"""The letter about a decision: made of the same facts, read before it leaves, and kept as it left."""

from datetime import date
from hashlib import sha256

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.leaving.services import let_out
from cases.models import Case
from cases.services import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import can, require
from cmm.audit.enums import AuditAction, EventKind
from cmm.audit.services import note_event, record
from cmm.core.errors import RuleError
from cmm.core.files.texts import words_in
from cmm.core.paper.drawing import draw
from cmm.crypto import vault
from cmm.crypto.cipher import Unreadable
from identification.models import Letter, StatusDecision
from identification.rendering.letters import on_paper
from identification.rules.letters import check_letter, check_sending


@transaction.atomic
def make_letter(
    *, actor: User, decision: StatusDecision, language: str, reason: str, advice: str, despite: str = ""
) -> Letter:
    """The letter is drawn and lies closed on the disk before its row does. Raises RuleError, Stopped,
    ProofWanted, DrawingFailed.
    """
    require(actor, "decide", decision)
    check_letter(language=language, reason=reason, is_ours=decision.assessment_id is not None)
    paper = on_paper(decision, language=language, reason=reason.strip(), advice=advice.strip())
    texts = {"reason": reason, "advice": advice, "": paper["html"]}
    let_out(actor=actor, case=decision.case, texts=texts, document="letter", despite=despite)
    content = draw(**paper)
    case = Case.objects.select_for_update(of=("self",)).get(pk=decision.case_id)
    last = Letter.objects.filter(case=case).aggregate(number=Max("number"))["number"] or 0
    facts = {"language": language, "size": len(content), "sha256": sha256(content).hexdigest()}
    letter = Letter(case=case, decision=decision, number=last + 1, made_by=actor, **facts)
    vault.put(letter.uuid, content)
    letter.save(force_insert=True)
    touch(case)
    trace(actor, AuditAction.LETTER_MADE, letter, language=language)
    return letter


@transaction.atomic
def read_letter(*, actor: User, letter: Letter) -> bytes:
    """The whole letter as it was made; the first who may send it and opens it has read it.

    Raises Unreadable where it is missing or another than its hash says; then that is an event of its own.
    """
    require(actor, "view", letter)
    try:
        content = proven(vault.take(letter.uuid), letter)
    except Unreadable:
        note_event(EventKind.FILE_UNREADABLE, actor=actor, subject=letter.file_name)
        raise
    if can(actor, "decide", letter):
        Letter.objects.filter(pk=letter.pk, read_at__isnull=True).update(read_at=timezone.now(), read_by=actor)
    trace(actor, AuditAction.LETTER_READ, letter)
    return content


def proven(content: bytes, letter: Letter) -> bytes:
    if sha256(content).hexdigest() != letter.sha256:
        raise Unreadable("not the letter that was made")
    return content


@transaction.atomic
def send_letter(*, actor: User, letter: Letter, how: str, on: date, despite: str = "") -> Letter:
    """The person has the letter; how and when stands beside it. What it says passes the gate again: somebody may have
    become known since it was made. Raises RuleError, Conflict, Stopped, ProofWanted.
    """
    require(actor, "decide", letter)
    letter = Letter.objects.select_for_update(of=("self",)).select_related("case", "decision").get(pk=letter.pk)
    check_sending(
        was_read=letter.read_at is not None,
        was_sent=letter.sent_on is not None,
        how=how,
        on=on,
        decided_on=letter.decision.decided_on,
        today=timezone.localdate(),
    )
    texts = {"": said_in(actor, letter)}
    let_out(actor=actor, case=letter.case, texts=texts, document="letter", despite=despite)
    letter.sent_by, letter.sent_on, letter.sent_how = actor, on, how
    letter.save(update_fields=["sent_by", "sent_on", "sent_how"])
    touch(letter.case)
    trace(actor, AuditAction.LETTER_SENT, letter, how=how)
    return letter


def said_in(actor: User, letter: Letter) -> str:
    """The words of the letter as it lies there. Raises RuleError."""
    try:
        said = words_in(proven(vault.take(letter.uuid), letter)).text
    except Unreadable:
        said = ""
    if not said:
        note_event(EventKind.FILE_UNREADABLE, actor=actor, subject=letter.file_name)
        raise RuleError(_("The letter cannot be read any more. Make it again."), code="unreadable")
    return said


def trace(actor: User, action: AuditAction, letter: Letter, **details: str) -> None:
    record(actor, action, letter, case_ref=letter.case.ref, number=letter.number, **details)
