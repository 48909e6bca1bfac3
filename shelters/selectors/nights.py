"""One night in the houses a user works in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from shelters.models import HouseNote, Placement, Shelter, Unit
from shelters.selectors.capacity import night
from shelters.selectors.daily import away
from shelters.selectors.vacancy import is_shut

NOT_AGREED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Bed:
    """A place as the night has it: free, taken, or kept for somebody who is on the way."""

    unit: Unit
    stay: Placement | None
    is_arriving: bool
    absence: HouseNote | None = None
    is_missing: bool = False  # should have been back by now
    is_shut: bool = False  # out of use tonight

    def due_back(self) -> datetime:
        return self.absence.expected_at if self.absence and self.absence.expected_at else NOT_AGREED

    @property
    def state(self) -> str:
        if self.stay is None:
            return "shut" if self.is_shut else "free"
        if self.absence is not None:
            return "out"
        return "due" if self.is_arriving else "taken"

    @property
    def is_unreceived(self) -> bool:
        """Placed here at night in one step, and nobody of the house has said yet that the person came."""
        return self.stay is not None and self.stay.awaits_receipt


@dataclass(frozen=True)
class Night:
    """A shelter tonight: who comes, who sleeps there, who leaves, and what is free."""

    shelter: Shelter
    beds: list[Bed]
    departing: list[Placement]

    @property
    def free(self) -> int:
        return sum(bed.state == "free" for bed in self.beds)

    @property
    def arriving(self) -> list[Placement]:
        return [bed.stay for bed in self.beds if bed.stay and bed.is_arriving and not bed.is_unreceived]

    @property
    def unreceived(self) -> list[Placement]:
        """Who was placed here in one step and is first of all to be looked for."""
        return [bed.stay for bed in self.beds if bed.stay and bed.is_unreceived]

    @property
    def missing(self) -> list[Bed]:
        """Who should have been back by now, the longest overdue first."""
        return sorted((bed for bed in self.beds if bed.is_missing and not bed.is_unreceived), key=Bed.due_back)

    @property
    def residents(self) -> list[Placement]:
        return [bed.stay for bed in self.beds if bed.stay and not bed.is_arriving]

    @property
    def accounted_for(self) -> list[Bed]:
        """Residents who are here, or away as agreed."""
        quiet = (bed for bed in self.beds if not (bed.is_arriving or bed.is_missing or bed.is_unreceived))
        return [bed for bed in quiet if bed.stay]

    @property
    def stays(self) -> list[Placement]:
        here = [bed.stay for bed in self.beds if bed.stay]
        return [*self.departing, *here, *(child for stay in here for child in stay.followers.all())]


def tonight(user: Any, day: date) -> list[Night]:
    """The night that begins on ``day`` in every active shelter ``user`` works in, first where somebody placed at
    night waits to be seen, then where somebody is missing. Seven statements.
    """
    shelters = list(Shelter.objects.allowed(user, "stay").active())
    in_use = Unit.objects.filter(shelter__in=shelters, active=True).annotate(shut=is_shut(night(day)))
    units = list(in_use.order_by("position", "name"))
    children = Prefetch("followers", Placement.objects.allowed(user).tonight(day))
    heads = (
        Placement.objects.allowed(user).heads().select_related("unit__shelter", "placed_by").prefetch_related(children)
    )
    mine = heads.order_by("unit__position", "unit__name")
    sleeping = {stay.unit_id: stay for stay in mine.tonight(day)}
    leaving = list(mine.departing(day))
    moment = timezone.now()
    absences = away(sleeping.values(), user, moment)
    beds = [bed(unit, sleeping.get(unit.pk), day, absences, moment) for unit in units]
    nights = [
        Night(
            shelter=shelter,
            beds=[one for one in beds if one.unit.shelter_id == shelter.pk],
            departing=[stay for stay in leaving if stay.unit.shelter_id == shelter.pk],
        )
        for shelter in shelters
    ]
    return sorted(nights, key=lambda one: (not one.unreceived, not one.missing))


def bed(unit: Any, stay: Placement | None, day: date, absences: Mapping[int, HouseNote], moment: datetime) -> Bed:
    if stay is None:
        return Bed(unit, None, is_arriving=False, is_shut=unit.shut)
    absence = absences.get(stay.pk)
    arriving = stay.arrives_on == day and stay.moved_from_id is None and absence is None
    return Bed(unit, stay, arriving, absence, absence is not None and absence.is_overdue(moment))
