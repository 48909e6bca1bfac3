"""Verbs about stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cases.models import Case
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.refs import next_ref
from shelters import rules
from shelters.enums import ExitCause
from shelters.models import Closure, Placement, PlacementRequest, Unit
from shelters.rules import Funding
from shelters.services.approvals import check_received
from shelters.services.dangers import dangers
from shelters.services.families import (
    bring_along,
    check_room,
    end_together,
    followers,
    keep_days_together,
    release_together,
)
from shelters.services.locks import locked_case
from shelters.services.payments import funding
from shelters.services.storing import end, store

# What lets somebody place a person: an unanswered request, or the stay the person has now.
RIGHT = {PlacementRequest: "answer", Placement: "change"}
PAID = ("payer", "responsible", "payer_reason")


@transaction.atomic
def place_victim(
    *,
    actor: Any,
    origin: PlacementRequest | Placement,
    unit: Unit,
    stay: Any,
    unapproved_reason: str = "",
    parent: Placement | None = None,
) -> Placement:
    """The person ``origin`` speaks of has ``unit`` for ``stay``, or sleeps there with ``parent``, whose room it is.

    Case and shelter stay locked, in that order, until the stay is stored: nobody closes the case or takes
    the place in between. Raises Conflict where the place is taken or the person has another one, RuleError where
    the house has no approval in force on the first night and nobody says why they are placed there all the same.
    """
    require(actor, RIGHT[type(origin)], origin)
    require(actor, "stay", unit.shelter)
    with locked_case(origin.case_id, unit.shelter_id) as case:
        check_in_use(unit, stay)
        check_room(unit, origin, stay, parent)
        check_way(case, origin, unit)
        why = check_received(origin, unit, stay, unapproved_reason)
        placement = store_stay(actor, case, origin, unit, stay, unapproved_reason=why, follows=parent)
        slug, case_ref = unit.shelter.slug, case.ref
        told = days(placement) | ({"unapproved": why} if why else {})
        record(actor, AuditAction.VICTIM_PLACED, placement, case_ref=case_ref, shelter=slug, **told)
    return placement


def store_stay(
    actor: Any, case: Case, origin: PlacementRequest | Placement, unit: Unit, stay: Any, **facts: Any
) -> Placement:
    """The stay that follows from ``origin``, with what the house was told and who pays. Raises Conflict."""
    facts = carried(actor, origin) | facts
    placement = Placement(
        ref=next_ref("O"),
        case=case,
        victim=case.victim,
        unit=unit,
        stay=stay,
        sheet=origin.told,
        children=origin.children,
        placed_by=actor,
        **paid(case, origin, unit, stay),
        **{"request" if isinstance(origin, PlacementRequest) else "moved_from": origin},
        **facts,
    )
    store(placement)
    return placement


@transaction.atomic
def move_victim(*, actor: Any, placement: Placement, unit: Unit, on: date, unapproved_reason: str = "") -> Placement:
    """From ``on`` the person has ``unit`` instead, for the rest of the stay.

    One stay ends and another begins; where no night was slept yet, the same stay has the other place.
    Raises RuleError, or Conflict where the other place is taken.
    """
    require(actor, "change", placement)
    require(actor, "stay", unit.shelter)
    with locked_stay(placement, unit.shelter_id) as stay:
        arrives_on, departs_on = stay.arrives_on, stay.departs_on
        rules.check_move(arrives_on=arrives_on, departs_on=departs_on, on=on, today=timezone.localdate())
        children = list(followers(stay))
        moved = move(actor, stay, unit, on, unapproved_reason)
        bring_along(actor, children, moved, on)
        record(actor, AuditAction.PLACEMENT_MOVED, stay, case_ref=stay.case.ref, to=moved.ref, on=str(on))
    return moved


def move(actor: Any, placement: Placement, unit: Unit, on: date, reason: str) -> Placement:
    if on == placement.arrives_on:
        check_in_use(unit, placement.stay)
        placement.unapproved_reason = check_received(placement, unit, placement.stay, reason)
        check_room(unit, placement, placement.stay, None)
        check_way(placement.case, placement, unit)
        placement.unit, placement.follows = unit, None
        store(placement)
        return placement
    departs_on = placement.departs_on
    end(actor, placement, on, ExitCause.MOVED)
    rest = DateRange(on, departs_on)
    return place_victim(actor=actor, origin=placement, unit=unit, stay=rest, unapproved_reason=reason)


@transaction.atomic
def end_placement(
    *, actor: Any, placement: Placement, on: date, cause: str, satisfaction: int | None = None
) -> Placement:
    """The person left on ``on`` for ``cause``; the night of that day is free. Raises RuleError.

    ``satisfaction`` is what the person said of the stay; None where nobody asked.
    """
    require(actor, "change", placement)
    rules.check_left(cause=cause)
    with locked_stay(placement) as stay:
        rules.check_end(arrives_on=stay.arrives_on, on=on, today=timezone.localdate())
        stay.satisfaction = satisfaction
        end_together(actor, stay, on, ExitCause(cause))
        record(actor, AuditAction.PLACEMENT_ENDED, stay, case_ref=stay.case.ref, cause=cause, on=str(on))
    return stay


@transaction.atomic
def release_placement(*, actor: Any, placement: Placement) -> Placement:
    """The person never came, or will not: the place is free again and no night is counted. Raises RuleError."""
    require(actor, "change", placement)
    with locked_stay(placement) as stay:
        rules.check_release(arrives_on=stay.arrives_on, today=timezone.localdate())
        release_together(actor, stay)
        record(actor, AuditAction.PLACEMENT_RELEASED, stay, case_ref=stay.case.ref)
    return stay


@transaction.atomic
def correct_placement(*, actor: Any, placement: Placement, departs_on: date, **said: str) -> Placement:
    """The planned departure and the parts of the sheet in ``said`` are what the shelter says now.

    Raises RuleError or Conflict.
    """
    require(actor, "change", placement)
    with locked_stay(placement) as stay:
        before = stay.told | {"stay": stay.departs_on}
        if departs_on != stay.departs_on:
            tonight = rules.night_of(timezone.localtime())
            rules.check_departure(arrives_on=stay.arrives_on, departs_on=departs_on, tonight=tonight)
        stay.tell(**said)
        planned = stay.departs_on
        stay.stay = DateRange(stay.arrives_on, departs_on)
        store(stay)
        keep_days_together(actor, stay, planned)
        changed = [name for name, new in (said | {"stay": departs_on}).items() if before[name] != new]
        case_ref = stay.case.ref
        record(actor, AuditAction.PLACEMENT_CHANGED, stay, case_ref=case_ref, fields=changed, **days(stay))
    return stay


@contextmanager
def locked_stay(placement: Placement, *shelter_ids: int) -> Iterator[Placement]:
    """The stay as it stands now, its case and shelters locked. Raises RuleError when it has ended meanwhile."""
    family = followers(placement).values_list("case", flat=True)
    with locked_case(placement.case_id, placement.unit.shelter_id, *shelter_ids, family=list(family)):
        fresh: Placement = Placement.objects.select_related("case", "unit__shelter").get(pk=placement.pk)
        rules.check_going_on(is_over=fresh.is_over)
        yield fresh


def carried(actor: Any, origin: PlacementRequest | Placement) -> dict[str, Any]:
    """Papers that are missing after a night's placement go along where the person moves; whom the house moves, came."""
    if not isinstance(origin, Placement) or not origin.emergency:
        return {}
    received = origin.received_by or actor, origin.received_at or timezone.now()
    return dict(zip(("emergency", "received_by", "received_at"), (True, *received), strict=True))


def paid(case: Case, origin: PlacementRequest | Placement, unit: Unit, stay: Any) -> dict[str, str]:
    """Who pays goes along; in another kind of house it is asked anew. Raises RuleError where the person may not be."""
    before = origin.shelter if isinstance(origin, PlacementRequest) else origin.unit.shelter
    if before.accommodation_type_id == unit.shelter.accommodation_type_id:
        return {name: getattr(origin, name) for name in PAID}
    found = funding(case, unit.shelter, stay.lower, Funding())
    return dict(zip(PAID, (found.payer, found.responsible, ""), strict=True))


def check_way(case: Case, origin: PlacementRequest | Placement, unit: Unit) -> None:
    """A house moves nobody to another one that the safety note warns of. Raises RuleError."""
    if isinstance(origin, Placement) and origin.unit.shelter_id != unit.shelter_id:
        rules.check_safe_move(dangers=dangers(case, unit.shelter))


def check_in_use(unit: Unit, stay: Any) -> None:
    """Asked with the shelter locked. Raises RuleError."""
    fresh = Unit.objects.select_related("shelter").get(pk=unit.pk)
    rules.check_in_use(active=fresh.active and fresh.shelter.active)
    rules.check_open(is_shut=Closure.objects.during(stay).filter(unit=unit).exists())


def days(placement: Placement) -> dict[str, str]:
    return {"arrives_on": str(placement.arrives_on), "departs_on": str(placement.departs_on)}
