"""Verbs about stays."""

from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import Conflict
from cmm.core.refs import next_ref
from shelters import rules
from shelters.enums import ExitCause
from shelters.models import Placement, PlacementRequest, Unit
from shelters.services.locks import lock_case

# What lets somebody place a person: an unanswered request, or the stay the person has now.
RIGHT = {PlacementRequest: "answer", Placement: "change"}
# Where the two exclusion constraints speak in a form.
FIELD_OF = {"taken": "unit", "elsewhere": None}


@transaction.atomic
def place_victim(*, actor: Any, origin: PlacementRequest | Placement, unit: Unit, stay: Any) -> Placement:
    """The person ``origin`` speaks of has ``unit`` for ``stay``.

    Case and shelter stay locked, in that order, until the stay is stored: nobody closes the case or takes
    the place in between. Raises Conflict where the place is taken or the person has another one.
    """
    require(actor, RIGHT[type(origin)], origin)
    require(actor, "stay", unit.shelter)
    case = lock_case(origin.case_id, unit.shelter_id)
    placement = Placement(
        ref=next_ref("O"),
        case=case,
        victim=case.victim,
        unit=unit,
        stay=stay,
        known_as=origin.known_as,
        needs=origin.needs,
        placed_by=actor,
        **{"request" if isinstance(origin, PlacementRequest) else "moved_from": origin},
    )
    store(placement)
    record(actor, AuditAction.VICTIM_PLACED, placement, case_ref=case.ref, shelter=unit.shelter.slug, **days(placement))
    return placement


@transaction.atomic
def move_victim(*, actor: Any, placement: Placement, unit: Unit, on: date) -> Placement:
    """From ``on`` the person has ``unit`` instead, for the rest of the stay.

    One stay ends and another begins; where no night was slept yet, the same stay has the other place.
    Raises RuleError, or Conflict where the other place is taken.
    """
    require(actor, "change", placement)
    require(actor, "stay", unit.shelter)
    placement = lock_stay(placement, unit.shelter_id)
    arrives_on, departs_on = placement.arrives_on, placement.departs_on
    rules.check_move(arrives_on=arrives_on, departs_on=departs_on, on=on, today=timezone.localdate())
    if on == arrives_on:
        placement.unit = unit
        store(placement)
        moved = placement
    else:
        end(actor, placement, on, ExitCause.MOVED)
        moved = place_victim(actor=actor, origin=placement, unit=unit, stay=DateRange(on, departs_on))
    record(actor, AuditAction.PLACEMENT_MOVED, placement, case_ref=placement.case.ref, to=moved.ref, on=str(on))
    return moved


@transaction.atomic
def end_placement(*, actor: Any, placement: Placement, on: date, cause: str) -> Placement:
    """The person left on ``on`` for ``cause``; the night of that day is free. Raises RuleError."""
    require(actor, "change", placement)
    placement = lock_stay(placement)
    rules.check_end(arrives_on=placement.arrives_on, on=on, today=timezone.localdate())
    end(actor, placement, on, ExitCause(cause))
    record(actor, AuditAction.PLACEMENT_ENDED, placement, case_ref=placement.case.ref, cause=cause, on=str(on))
    return placement


@transaction.atomic
def release_placement(*, actor: Any, placement: Placement) -> Placement:
    """The person never came, or will not: the place is free again and no night is counted. Raises RuleError."""
    require(actor, "change", placement)
    placement = lock_stay(placement)
    rules.check_release(arrives_on=placement.arrives_on, today=timezone.localdate())
    placement.never_came, placement.ended_by, placement.ended_at = True, actor, timezone.now()
    store(placement)
    record(actor, AuditAction.PLACEMENT_RELEASED, placement, case_ref=placement.case.ref)
    return placement


@transaction.atomic
def correct_placement(*, actor: Any, placement: Placement, known_as: str, needs: str, departs_on: date) -> Placement:
    """Name used, needs and planned departure are what the shelter says now. Raises RuleError or Conflict."""
    require(actor, "change", placement)
    placement = lock_stay(placement)
    before = (placement.known_as, placement.needs, placement.departs_on)
    if departs_on != placement.departs_on:
        tonight = rules.night_of(timezone.localtime())
        rules.check_departure(arrives_on=placement.arrives_on, departs_on=departs_on, tonight=tonight)
    placement.known_as, placement.needs = known_as, needs
    placement.stay = DateRange(placement.arrives_on, departs_on)
    store(placement)
    after = (known_as, needs, departs_on)
    changed = [name for name, old, new in zip(("known_as", "needs", "stay"), before, after, strict=True) if old != new]
    case_ref = placement.case.ref
    record(actor, AuditAction.PLACEMENT_CHANGED, placement, case_ref=case_ref, fields=changed, **days(placement))
    return placement


def lock_stay(placement: Placement, *shelter_ids: int) -> Placement:
    """The stay as it stands now, its case and shelters locked. Raises RuleError when it has ended meanwhile."""
    lock_case(placement.case_id, placement.unit.shelter_id, *shelter_ids)
    fresh: Placement = Placement.objects.select_related("case", "unit__shelter").get(pk=placement.pk)
    rules.check_going_on(is_over=fresh.is_over)
    return fresh


def end(actor: Any, placement: Placement, on: date, cause: ExitCause) -> None:
    placement.stay = DateRange(placement.arrives_on, on)
    placement.exit_cause, placement.ended_by, placement.ended_at = cause, actor, timezone.now()
    store(placement)


def store(placement: Placement) -> None:
    """Save what the constraints accept; a double stay becomes a Conflict that a form can show."""
    try:
        placement.full_clean()
    except ValidationError as refused:
        for error in refused.error_dict.get(NON_FIELD_ERRORS, []):
            if error.code in FIELD_OF:
                field = FIELD_OF[error.code] or ""
                raise Conflict(error.message, code=error.code, field=field) from refused
        raise
    placement.save()


def days(placement: Placement) -> dict[str, str]:
    return {"arrives_on": str(placement.arrives_on), "departs_on": str(placement.departs_on)}
