"""Whether a house is approved, for whoever looks for a place or gives one: the state and its last day, no more."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange

from shelters.models import Approval
from shelters.rules.supervision import HouseState, Standing, first_night_without, state_on


@dataclass(frozen=True)
class Standings:
    """What holds of each house from a day on."""

    day: date
    by_house: Mapping[int, list[Standing]]

    def state(self, shelter_id: int) -> HouseState:
        return state_on(self.by_house.get(shelter_id, ()), self.day)

    def first_night_without(self, shelter_id: int, stay: Any) -> date | None:
        rows = self.by_house.get(shelter_id, ())
        return first_night_without(rows, first=stay.lower, departure=stay.upper)

    def asks_why(self, shelter_ids: Iterable[int]) -> bool:
        """Whether a form for a place in one of these houses asks why there, from this day on."""
        return settings.CMM_LAPSED_APPROVAL == "reason" and any(not self.state(one).holds for one in shelter_ids)


def standings(user: Any, day: date) -> Standings:
    """The decisions in force on ``day`` and later, of the houses ``user`` may follow. One statement."""
    rows = Approval.objects.allowed(user, "follow").during(DateRange(day, None))
    found: defaultdict[int, list[Standing]] = defaultdict(list)
    for row in rows.only("shelter_id", "status", "valid_from", "valid_to", "ended_on").order_by("valid_from"):
        found[row.shelter_id].append(row.standing)
    return Standings(day, found)
