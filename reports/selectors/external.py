"""Figures other authorities hold, as pages show them: what is in force, what waits, and what is missing."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from reports.enums import ExternalPopulation, KnownAs
from reports.models import ExternalCount
from reports.models.external import ExternalCountQuerySet
from reports.rules import FIRST_LIVE_YEAR

STEPS = (ExternalPopulation.CHARGED, ExternalPopulation.INDICTED, ExternalPopulation.SENTENCED)


@dataclass(frozen=True)
class Known:
    """What is known of one population in one year: the row in force, and the one that waits to be confirmed."""

    population: ExternalPopulation
    year: int
    in_force: ExternalCount | None
    waiting: ExternalCount | None


@dataclass(frozen=True)
class Overview:
    """Every population against the years of the register that are over; an empty place is a figure that is missing."""

    years: list[int]
    rows: list[tuple[ExternalPopulation, list[Known]]]


def overview(rows: ExternalCountQuerySet) -> Overview:
    """One statement, whatever is entered."""
    years = list(range(FIRST_LIVE_YEAR, timezone.localdate().year))
    undivided = rows.standing().filter(year__in=years, sex="", age="", form="", citizenship="")
    found = {(one.population, one.year, one.confirmed_at is not None): one for one in undivided.order_by("pk")}
    return Overview(
        years,
        [(population, [known(population, year, found) for year in years]) for population in ExternalPopulation],
    )


def known(population: ExternalPopulation, year: int, found: dict[tuple[str, int, bool], ExternalCount]) -> Known:
    return Known(population, year, found.get((population, year, True)), found.get((population, year, False)))


def prosecuted(until: int) -> list[dict[str, Any]]:
    """What the prosecution counts of everybody, up to and with ``until``, as far as another has confirmed it."""
    rows = ExternalCount.objects.in_force().exclude(known_as=KnownAs.WITHDRAWN)
    rows = rows.filter(population__in=STEPS, year__lte=until, sex="", age="", form="", citizenship="")
    names = ("population", "year", "known_as", "value", "origin", "authority", "document", "url", "received_on")
    told = rows.order_by("year", "pk").values(*names)
    return [one | {"received_on": one["received_on"].isoformat()} for one in told]


def course_of(count: ExternalCount) -> list[ExternalCount]:
    """Every row of the same heading, the newest first."""
    rows = ExternalCount.objects.filter(**count.heading)
    return list(rows.select_related("entered_by", "confirmed_by").order_by("-pk"))
