"""Everything the page of figures counts, for the houses a reader answers for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cmm.core.danish import danish
from shelters.models import Placement, Shelter
from shelters.rules import Days
from shelters.selectors.bednights import BedNights, bed_nights, per_cent
from shelters.selectors.costs import Costs, costs, hidden_nights
from shelters.selectors.outcomes import Endings, begun_in, endings, requests_in, together

REDEN = "reden_int_crisis"  # what the evaluation of 2019-2021 was about; every other kind is an alternative to it


@dataclass(frozen=True)
class Stays:
    """What only those who answer for the houses see."""

    costs: Costs
    hidden: int
    reden: Endings
    elsewhere: Endings
    begun: Counter[str]
    requests: list[dict[str, Any]]

    @property
    def ended(self) -> Endings:
        return self.reden + self.elsewhere

    @property
    def came(self) -> int:
        return self.begun.total()

    @property
    def came_elsewhere(self) -> int:
        return self.came - self.begun[REDEN]

    @property
    def share_elsewhere(self) -> int | None:
        return per_cent(self.came_elsewhere, self.came)


@dataclass(frozen=True)
class KeyFigures:
    period: Days
    kinds: dict[str, str]
    nights: BedNights
    stays: Stays | None


def houses_counted(user: Any) -> list[Shelter]:
    """The houses whose nights a reader counts: those they answer for, else those they supervise."""
    return of_houses(user, "bill") or of_houses(user, "count")


def houses_billed(user: Any) -> list[Shelter]:
    return of_houses(user, "bill")


def of_houses(user: Any, action: str) -> list[Shelter]:
    rows = Shelter.objects.allowed(user, action).select_related("accommodation_type")
    return list(rows.order_by(danish("name"), "pk"))


def slept_by(period: Days, today: date) -> Days:
    """The part of ``period`` whose nights are over; a night to come is not counted."""
    return period.within(Days(period.first, max(period.first, today)))


def key_figures(user: Any, houses: Sequence[Shelter], period: Days, today: date, *, stays: bool) -> KeyFigures:
    """Two statements, and eight more where ``stays`` may be counted."""
    window = slept_by(period, today)
    nights = bed_nights(houses, window)
    kinds = {house.accommodation_type.code: house.accommodation_type.label for house in houses}
    return KeyFigures(period, kinds, nights, of_stays(user, houses, period, nights) if stays else None)


def of_stays(user: Any, houses: Sequence[Shelter], period: Days, nights: BedNights) -> Stays:
    kind = {house.pk: house.accommodation_type.code for house in houses}
    spent = costs(user, houses, nights.window)
    parts = endings(user, list(kind), period)
    begun: Counter[str] = Counter()
    for house, number in begun_in(Placement.objects.allowed(user).filter(unit__shelter__in=houses), period).items():
        begun[kind[house]] += number
    return Stays(
        costs=spent,
        hidden=hidden_nights(user, houses, nights.window),
        reden=together(parts, [house for house, code in kind.items() if code == REDEN]),
        elsewhere=together(parts, [house for house, code in kind.items() if code != REDEN]),
        begun=begun,
        requests=requests_in(user, list(kind), period),
    )
