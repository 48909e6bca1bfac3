"""A bed for tonight, wherever there is one; and what is missing after somebody was placed in one step."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Least

from cases.enums import Region, Sex
from cases.models import Case
from cmm.core.danish import danish
from shelters.models import Closure, Occupancy, Placement, Shelter, Unit
from shelters.selectors.capacity import night
from shelters.selectors.vacancy import vacant

MOST = 40  # nobody has more such stays at a time
REGIONS = list(Region)


def beds_tonight(user: Any, case: Case, tonight: date) -> QuerySet[Unit]:
    """Every place that is free tonight in a house the person can be in, with the day somebody else has it."""
    later = Occupancy.objects.filter(unit=OuterRef("pk"), stay__startswith__gt=tonight)
    houses = Shelter.objects.allowed(user).active()
    if case.victim.sex == Sex.MALE:
        houses = houses.filter(women_only=False)
    shut = Closure.objects.filter(unit=OuterRef("pk"), days__startswith__gt=tonight)
    rows = vacant(night(tonight)).filter(shelter__in=houses).select_related("shelter")
    taken = Subquery(later.order_by("stay__startswith").values("stay__startswith")[:1])
    closed = Subquery(shut.order_by("days__startswith").values("days__startswith")[:1])
    return rows.annotate(free_until=Least(taken, closed)).order_by(danish("shelter__name"), "position", danish("name"))


def one_of_each(beds: Iterable[Unit]) -> list[Unit]:
    """Of the free places of a house one of every size, by region: at night nobody chooses between two single beds.

    The one that is free longest stands for the others.
    """
    best: dict[tuple[int, str, int], Unit] = {}
    for bed in beds:
        alike = (bed.shelter_id, bed.kind, bed.beds)
        if alike not in best or free_longer(bed, best[alike]):
            best[alike] = bed
    return sorted(best.values(), key=lambda bed: REGIONS.index(Region(bed.shelter.region)))


def free_longer(bed: Any, other: Any) -> bool:
    return (bed.free_until or date.max) > (other.free_until or date.max)


def lacks_papers() -> Exists:
    """Whether a case has a stay that began in one step at night and may lack a paper."""
    stays = Placement.objects.filter(case=OuterRef("pk"), emergency=True, never_came=False)
    return Exists(stays.filter(Q(payer="") | Q(ended_at__isnull=True)))


def unfinished(user: Any, cases: Mapping[int, Case]) -> list[Placement]:
    """Stays in ``cases`` that began in one step at night and lack a paper, the oldest first. One statement.

    What the house was told is closed to the database: of a stay that goes on it is asked in Python.
    """
    rows: QuerySet[Placement] = Placement.objects.allowed(user).filter(emergency=True, never_came=False)
    lacking = rows.filter(Q(payer="") | Q(ended_at__isnull=True), case__in=list(cases))
    found = list(lacking.select_related("unit__shelter").order_by("placed_at", "pk")[:MOST])
    for stay in found:
        stay.case = cases[stay.case_id]
    return [stay for stay in found if stay.papers]
