"""Children with a case of their own follow a parent: into the room, from room to room, and out of the house.

A child who stays behind is given a place of its own first. The cases of the family are locked by whoever calls
(``locks.locked_case``).
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from cases.models import Case
from cmm.core.context import case_at_hand
from cmm.core.refs import next_ref
from shelters import rules
from shelters.enums import ExitCause
from shelters.models import Placement, PlacementRequest, Unit
from shelters.querysets import PlacementQuerySet
from shelters.services.storing import end, release, store


def followers(parent: Placement) -> PlacementQuerySet:
    """The stays of children who sleep, or will, in the room ``parent`` has."""
    rows: PlacementQuerySet = Placement.objects.held().filter(follows=parent, ended_at__isnull=True)
    return rows.select_related("unit__shelter").order_by("pk")


def check_room(unit: Unit, origin: PlacementRequest | Placement, stay: Any, parent: Placement | None) -> None:
    """Raises RuleError where there is no bed for each, or the child would sleep there without a parent."""
    sleeping = 1 + origin.children
    if parent is not None:
        rules.check_follows(
            stay=stay,
            parent_stay=parent.stay,
            follows_another=parent.follows_id is not None or parent.unit_id != unit.pk or parent.is_over,
            same_person=parent.case_id == origin.case_id,
        )
        sleeping += parent.family_beds
    elif isinstance(origin, Placement):
        sleeping = origin.family_beds
    rules.check_family(beds=unit.beds, sleeping=sleeping)


def bring_along(actor: Any, children: Iterable[Placement], moved: Placement, on: date) -> None:
    """The children sleep where the parent does from ``on``."""
    for child in children:
        if on <= child.arrives_on:
            child.unit, child.follows = moved.unit, moved
            store(child)
        else:
            departs_on = child.departs_on
            end(actor, child, on, ExitCause.MOVED)
            go_on(actor, child, moved, DateRange(on, departs_on))


def go_on(actor: Any, child: Placement, moved: Placement, stay: Any) -> None:
    with case_at_hand(child.case_id):
        store(
            Placement(
                ref=next_ref("O"),
                case=Case.objects.get(pk=child.case_id),
                victim_id=child.victim_id,
                unit=moved.unit,
                stay=stay,
                sheet=child.told,
                children=child.children,
                follows=moved,
                moved_from=child,
                placed_by=actor,
                payer=child.payer,
                responsible=child.responsible,
                payer_reason=child.payer_reason,
                unapproved_reason=moved.unapproved_reason,
            )
        )


def end_together(actor: Any, parent: Placement, on: date, cause: ExitCause) -> None:
    """The stay ends, and those of the children who follow."""
    for child in followers(parent):
        if on > child.arrives_on:
            end(actor, child, min(on, child.departs_on), cause)
        else:
            release(actor, child)
    end(actor, parent, on, cause)


def release_together(actor: Any, parent: Placement, cause: ExitCause | None = None) -> None:
    for child in followers(parent):
        release(actor, child, cause)
    release(actor, parent, cause)


def keep_days_together(actor: Any, parent: Placement, planned: date) -> None:
    """Children planned as long as the parent leave with the parent, and none stays longer."""
    for child in followers(parent):
        departs_on = parent.departs_on if child.departs_on == planned else min(child.departs_on, parent.departs_on)
        if departs_on <= child.arrives_on:
            release(actor, child)
        elif departs_on != child.departs_on:
            child.stay = DateRange(child.arrives_on, departs_on)
            store(child)
