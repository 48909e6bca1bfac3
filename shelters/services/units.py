"""Verbs about the places of a house."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.speaking import speaking
from shelters import rules
from shelters.enums import ClosureKind
from shelters.models import Closure, Occupancy, Shelter, Unit
from shelters.services.closures import open_again, shut
from shelters.services.locks import lock_house


@dataclass(frozen=True)
class Room:
    """What a place is called, what it is, how many can sleep there, and where it stands on the board."""

    name: str
    kind: str
    beds: int
    position: int
    active: bool = True


@transaction.atomic
def add_unit(*, actor: User, shelter: Shelter, room: Room) -> Unit:
    """The house has one more place. Raises ValidationError where its name is taken or the beds do not fit its kind."""
    require(actor, "change", shelter)
    unit = Unit(shelter=shelter, opened_on=timezone.localdate())
    write(unit, room)
    record(actor, AuditAction.UNIT_ADDED, unit, shelter=shelter.slug, kind=unit.kind, beds=unit.beds)
    return unit


@transaction.atomic
def change_unit(*, actor: User, unit: Unit, room: Room) -> Unit:
    """What ``room`` says is true of the place from now on.

    Raises RuleError where somebody has it tonight or later and it would lose beds or go out of use.
    """
    require(actor, "change", unit.shelter)
    lock_house(unit.shelter)
    unit = Unit.objects.select_related("shelter").get(pk=unit.pk)
    before = asdict(room_of(unit))
    tonight, was_active = rules.night_of(timezone.localtime()), unit.active
    if (was_active and not room.active) or room.beds < unit.beds:
        rules.check_empty(is_empty=not Occupancy.objects.after(tonight).filter(unit=unit))
    write(unit, room)
    if was_active and not room.active:
        shut(actor, [unit], tonight, ClosureKind.PLACE)
    elif room.active and not was_active:
        open_again(actor, Closure.objects.filter(unit=unit, kind=ClosureKind.PLACE), tonight)
    changed = sorted(name for name, value in asdict(room).items() if before[name] != value)
    record(actor, AuditAction.UNIT_CHANGED, unit, shelter=unit.shelter.slug, fields=changed)
    return unit


def write(unit: Unit, room: Room) -> None:
    for name, value in asdict(room).items():
        setattr(unit, name, value)
    unit.full_clean()
    with speaking(Unit):
        unit.save()


def room_of(unit: Unit) -> Room:
    facts: dict[str, Any] = {name: getattr(unit, name) for name in Room.__dataclass_fields__}
    return Room(**facts)
