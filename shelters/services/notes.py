"""What a house writes of a resident: incidents, and who is away until when. Corrected by adding."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.models import Case
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.speaking import first_come
from shelters import rules
from shelters.enums import NoteEnding, NoteKind
from shelters.models import HouseNote, Placement
from shelters.selectors import is_told
from shelters.services.given import last_day
from shelters.services.locks import locked_case
from shelters.services.placements import locked_stay


@transaction.atomic
def write_incident(*, actor: User, placement: Placement, at: datetime, text: str) -> HouseNote:
    """Something happened; it may be written after the person has left. Raises RuleError."""
    require(actor, "change", placement)
    with locked_case(placement.case_id):
        stay = Placement.objects.select_related("case").get(pk=placement.pk)
        check_incident(stay, at)
        return write(actor, stay, NoteKind.INCIDENT, at, text)


@transaction.atomic
def note_absence(
    *, actor: User, placement: Placement, at: datetime, expected_at: datetime | None = None, text: str = ""
) -> HouseNote:
    """The resident is away from ``at`` on, and expected back then, if that is agreed. Raises RuleError or Conflict."""
    require(actor, "change", placement)
    with locked_stay(placement) as stay:
        check_absence(stay, at, expected_at)
        return write(actor, stay, NoteKind.ABSENCE, at, text, expected_at=expected_at)


@transaction.atomic
def end_absence(*, actor: User, note: HouseNote, back_at: datetime) -> HouseNote:
    """The resident is back. Raises RuleError, or Conflict where a colleague has written so."""
    require(actor, "change", note)
    with open_note(note) as fresh:
        rules.check_happened(at=back_at, now=timezone.now(), field="back_at")
        rules.check_back(back_at=back_at, at=fresh.at)
        end_note(actor, fresh, NoteEnding.BACK, back_at=back_at)
        record(actor, AuditAction.ABSENCE_ENDED, fresh, case_ref=fresh.case.ref, stay=fresh.placement.ref)
    return fresh


@transaction.atomic
def correct_note(
    *, actor: User, note: HouseNote, at: datetime, text: str, expected_at: datetime | None = None
) -> HouseNote:
    """What is true instead is written, and what was written first stays readable. Raises RuleError or Conflict."""
    require(actor, "change", note)
    rules.check_correctable(kind=note.kind)
    with open_note(note) as old:
        stay = old.placement
        if old.is_absence:
            check_absence(stay, at, expected_at)
        else:
            check_incident(stay, at)
        end_note(actor, old, NoteEnding.CORRECTED)
        new = write(actor, stay, NoteKind(old.kind), at, text, expected_at=expected_at, follows=old)
        record(actor, AuditAction.HOUSE_NOTE_CORRECTED, old, case_ref=old.case.ref, stay=stay.ref)
    return new


@transaction.atomic
def see_note(*, actor: User, note: HouseNote) -> HouseNote:
    """The contact person, or a coordinator, knows that somebody is gone or back. Raises RuleError or Conflict."""
    require(actor, "write_journal", Case(pk=note.case_id))
    mine = is_told(actor, note.case_id)
    with locked_case(note.case_id) as case:
        fresh: HouseNote = HouseNote.objects.get(pk=note.pk)
        rules.check_told(must_be_seen=fresh.must_be_seen, is_addressee=mine)
        fresh.seen_by, fresh.seen_at = actor, timezone.now()
        fresh.save(update_fields=["seen_by", "seen_at"])
        record(actor, AuditAction.HOUSE_NOTE_SEEN, fresh, case_ref=case.ref)
    return fresh


def check_incident(stay: Placement, at: datetime) -> None:
    rules.check_happened(at=at, now=timezone.now(), field="at")
    day = timezone.localdate(at)
    rules.check_within(day=day, arrives_on=stay.arrives_on, last=last_day(stay), field="at")


def check_absence(stay: Placement, at: datetime, expected_at: datetime | None) -> None:
    """A weekend away may be written beforehand."""
    last = max(stay.departs_on, timezone.localdate())
    rules.check_within(day=timezone.localdate(at), arrives_on=stay.arrives_on, last=last, field="at")
    rules.check_away(at=at, expected_at=expected_at)


@contextmanager
def open_note(note: HouseNote) -> Iterator[HouseNote]:
    """The note as it stands now, locked, with its case at hand. Raises Conflict where it no longer holds."""
    with locked_case(note.case_id):
        rows = HouseNote.objects.select_related("placement", "case")
        fresh: HouseNote = rows.get(pk=note.pk)
        rules.check_note_holds(is_open=fresh.is_open)
        yield fresh


def end_note(actor: User, note: HouseNote, how: NoteEnding, *, back_at: datetime | None = None) -> None:
    note.ended_as, note.back_at, note.ended_by, note.ended_at = how, back_at, actor, timezone.now()
    note.save(update_fields=["ended_as", "back_at", "ended_by", "ended_at"])


def write(actor: User, stay: Placement, kind: NoteKind, at: datetime, text: str, **facts: Any) -> HouseNote:
    """The case is at hand. Raises Conflict where a colleague has written the same."""
    note = HouseNote(placement=stay, case_id=stay.case_id, kind=kind, at=at, written_by=actor, **facts)
    note.said = text.strip() or None
    with first_come(HouseNote, {"away": ""}):
        note.full_clean(exclude=["case", "placement", "said", "follows"])
        note.save(force_insert=True)
    record(actor, AuditAction.HOUSE_NOTE_WRITTEN, note, case_ref=stay.case.ref, stay=stay.ref, kind=str(kind))
    return note
