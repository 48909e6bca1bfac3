"""One night in the houses a user works in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from shelters.models import Placement, Shelter, Unit


@dataclass(frozen=True)
class Bed:
    """A place as the night has it: free, taken, or kept for somebody who is on the way."""

    unit: Unit
    stay: Placement | None
    is_arriving: bool

    @property
    def state(self) -> str:
        if self.stay is None:
            return "free"
        return "due" if self.is_arriving else "taken"


@dataclass(frozen=True)
class Night:
    """A shelter tonight: who comes, who sleeps there, who leaves, and what is free."""

    shelter: Shelter
    beds: list[Bed]
    departing: list[Placement]

    @property
    def free(self) -> int:
        return sum(bed.stay is None for bed in self.beds)

    @property
    def arriving(self) -> list[Placement]:
        return [bed.stay for bed in self.beds if bed.stay and bed.is_arriving]

    @property
    def residents(self) -> list[Placement]:
        return [bed.stay for bed in self.beds if bed.stay and not bed.is_arriving]

    @property
    def stays(self) -> list[Placement]:
        return [*self.departing, *(bed.stay for bed in self.beds if bed.stay)]


def tonight(user: Any, day: date) -> list[Night]:
    """The night that begins on ``day`` in every active shelter ``user`` works in. Four statements."""
    shelters = list(Shelter.objects.allowed(user, "stay").active())
    units = list(Unit.objects.filter(shelter__in=shelters, active=True).order_by("position", "name"))
    mine = Placement.objects.allowed(user).select_related("unit__shelter").order_by("unit__position", "unit__name")
    sleeping = {stay.unit_id: stay for stay in mine.tonight(day)}
    leaving = list(mine.departing(day))
    return [
        Night(
            shelter=shelter,
            beds=[bed(unit, sleeping.get(unit.pk), day) for unit in units if unit.shelter_id == shelter.pk],
            departing=[stay for stay in leaving if stay.unit.shelter_id == shelter.pk],
        )
        for shelter in shelters
    ]


def bed(unit: Unit, stay: Placement | None, day: date) -> Bed:
    arriving = stay is not None and stay.arrives_on == day and stay.moved_from_id is None
    return Bed(unit, stay, arriving)
