"""Somebody did not come back: the stay ends, and the contact person is told. Within the day they may come back."""

from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from shelters import rules
from shelters.enums import ExitCause, NoteEnding, NoteKind
from shelters.models import HouseNote, Placement, Unit
from shelters.services.families import end_together, release_together
from shelters.services.locks import locked_case
from shelters.services.notes import end_note, write
from shelters.services.placements import locked_stay, place_victim


@transaction.atomic
def report_disappeared(*, actor: User, placement: Placement, on: date, text: str = "") -> HouseNote:
    """The person did not come back; the night of ``on`` is the first they did not sleep there.

    What is written is the message: it stands on Today of the case's contact person, and of the coordinators where
    there is none, until somebody has seen it. The house never reaches the case. Raises RuleError.
    """
    require(actor, "change", placement)
    with locked_stay(placement) as stay:
        rules.check_within(day=on, arrives_on=stay.arrives_on, last=timezone.localdate(), field="on")
        planned = stay.departs_on
        if on > stay.arrives_on:
            end_together(actor, stay, on, ExitCause.DISAPPEARED)
        else:  # no night was slept, and none is counted
            release_together(actor, stay, ExitCause.DISAPPEARED)
        note = write(actor, stay, NoteKind.DISAPPEARED, timezone.now(), text, planned_to=planned)
        record(actor, AuditAction.RESIDENT_DISAPPEARED, stay, case_ref=stay.case.ref, on=str(on))
    return note


@transaction.atomic
def take_back(*, actor: User, note: HouseNote, unit: Unit) -> Placement:
    """The person came back within the day: a new stay follows the one that ended, for the nights that were planned.

    The contact person hears of this as of the other. Raises RuleError, or Conflict where the place is taken.
    """
    require(actor, "change", note)
    with locked_case(note.case_id, unit.shelter_id) as case:
        rows = HouseNote.objects.select_related("placement__unit__shelter", "case")
        gone: HouseNote = rows.get(pk=note.pk, kind=NoteKind.DISAPPEARED)
        rules.check_note_holds(is_open=gone.is_open)
        placeable = rules.check_placeable_at_once if gone.placement.emergency else rules.check_placeable
        placeable(case.status)
        planned_to, tonight = gone.planned_to, rules.night_of(timezone.localtime())
        assert planned_to is not None  # noqa: S101 -- a constraint says so of whoever is gone
        rules.check_returned(gone_on=gone_on(gone.placement), planned_to=planned_to, tonight=tonight)
        first = max(tonight, gone_on(gone.placement))
        stay = place_victim(actor=actor, origin=gone.placement, unit=unit, stay=DateRange(first, planned_to))
        end_note(actor, gone, NoteEnding.BACK, back_at=timezone.now())
        write(actor, stay, NoteKind.CAME_BACK, timezone.now(), "", follows=gone)
        record(actor, AuditAction.RESIDENT_CAME_BACK, stay, case_ref=case.ref, before=gone.placement.ref)
    return stay


def gone_on(stay: Placement) -> date:
    """The first night the person did not sleep there."""
    return stay.arrives_on if stay.never_came else stay.departs_on
