"""Verbs about status notes: a draft is begun and written on, and finished it is drawn and stays."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.leaving.services import let_out_of
from cases.outreach.halves import Half
from cases.outreach.models import StatusNote, StatusNoteFile
from cases.outreach.noting import check_begun, check_draft, check_texts, check_whole
from cases.outreach.rendering.notes import on_paper
from cases.outreach.selectors.clock import service_day
from cases.outreach.selectors.leading import leading_figures
from cases.outreach.selectors.lists import counted_codes
from cases.outreach.selectors.pieces import Asked
from cases.outreach.week import Span
from cmm.accounts.models import Organisation, User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.paper.drawing import draw
from cmm.core.refs import next_ref
from cmm.jobs.services import Claimed, enqueue

DRAW = "outreach.draw_note"


@dataclass(frozen=True)
class NoteTexts:
    """What the leader writes."""

    text_da: str
    text_en: str = ""
    revision_note: str = ""


@transaction.atomic
def begin_note(*, actor: User, half: Half) -> StatusNote:
    """The draft of ``half``: the one that is there, or a new one, which replaces the last that was finished.

    The organisation's row stays locked until the draft is stored: two who begin at once have one draft.
    """
    require_role(actor, "outreach.add_statusnote")
    check_begun(half, today=service_day(timezone.now(), actor.organisation_id))
    Organisation.objects.select_for_update(no_key=True).get(pk=actor.organisation_id)
    notes = StatusNote.objects.filter(organisation=actor.organisation_id).of_half(half).newest_first()
    last: StatusNote | None = notes.first()
    if last and not last.is_finished:
        return last
    note = StatusNote(
        ref=next_ref("S"),
        organisation=actor.organisation,
        year=half.year,
        number=half.number,
        revision=last.revision + 1 if last else 1,
        replaces=last,
        text_da=last.text_da if last else "",
        text_en=last.text_en if last else "",
        begun_by=actor,
    )
    note.save()
    record(actor, AuditAction.STATUS_NOTE_WRITTEN, note, year=half.year, half=half.number, revision=note.revision)
    return note


@transaction.atomic
def write_note(*, actor: User, note: StatusNote, version: int, texts: NoteTexts) -> StatusNote:
    """The draft says this from now on. Raises Conflict where ``version`` is not the one that stands, RuleError."""
    require(actor, "change", note)
    note = written(note, version, texts)
    note.save()
    record(actor, AuditAction.STATUS_NOTE_WRITTEN, note, year=note.year, half=note.number, revision=note.revision)
    return note


@transaction.atomic
def finish_note(*, actor: User, note: StatusNote, version: int, texts: NoteTexts) -> StatusNote:
    """The note keeps its figures as they are now, is drawn by the worker, and never changes. Raises RuleError,
    Stopped.
    """
    require(actor, "change", note)
    note = written(note, version, texts)
    check_whole(text_da=note.text_da, revision=note.revision, revision_note=note.revision_note)
    let_out_of(actor=actor, texts=asdict(texts), document="status_note")
    asked = Asked(Span(note.half.first, note.half.last))
    note.figures = leading_figures(actor, asked, counted_codes())
    note.digest = digest_of(note.figures, texts)
    note.finished_by, note.finished_at = actor, timezone.now()
    note.job = enqueue(DRAW, key=f"{DRAW}:{note.pk}", args={"note": note.pk}, actor=actor)
    note.save()
    record(
        actor,
        AuditAction.STATUS_NOTE_FINISHED,
        note,
        year=note.year,
        half=note.number,
        revision=note.revision,
        digest=note.digest,
    )
    return note


def written(note: StatusNote, version: int, texts: NoteTexts) -> StatusNote:
    """The draft, locked, with what was written in it."""
    note = StatusNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    check_draft(finished=note.is_finished, opened=version, now=note.version)
    check_texts(**asdict(texts))
    for name, text in asdict(texts).items():
        setattr(note, name, text)
    note.version += 1
    return note


def digest_of(figures: dict[str, Any], texts: NoteTexts) -> str:
    """One mark for all a finished note says."""
    told = json.dumps({"figures": figures} | asdict(texts), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(told.encode()).hexdigest()


@transaction.atomic
def fetch_note(*, actor: User, file: StatusNoteFile) -> bytes:
    """The note as it was drawn; the log says who took it."""
    require(actor, "view", file.note)
    record(actor, AuditAction.STATUS_NOTE_FETCHED, file.note, language=file.language)
    return bytes(file.content)


def draw_note(job: Claimed) -> None:
    """The finished note has its files, drawn from what it keeps alone; one that has them is left alone."""
    note = StatusNote.objects.select_related("organisation", "finished_by", "replaces").get(pk=job.args["note"])
    if note.files.exists():
        with job.finishing():
            return
    drawn = {language: draw(**on_paper(note, language)) for language in note.languages}
    with job.finishing():
        StatusNoteFile.objects.bulk_create(
            StatusNoteFile(
                note=note, language=language, content=content, size=len(content), sha256=sha256(content).hexdigest()
            )
            for language, content in drawn.items()
        )
        actor = User.objects.filter(pk=job.created_by_id).first()
        record(actor, AuditAction.STATUS_NOTE_DRAWN, note, files=len(drawn))
