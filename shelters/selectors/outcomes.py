"""How stays ended, how long they lasted, and what became of requests: of the stays the reader sees, as counts."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, F
from django.utils import timezone

from shelters.enums import ExitCause
from shelters.models import Placement, PlacementRequest
from shelters.querysets import PlacementQuerySet
from shelters.rules import LOWER, MIDDLE, UPPER, Days, in_bands, quantile

# A person who moves stays on: the length is that of all the stays one after the other, as far as the reader sees them.
LENGTHS = """
WITH RECURSIVE chain(id, house, first, until, before) AS (
    SELECT e.id, e.house, lower(e.stay), e.left_on, e.moved_from_id FROM ({ended}) AS e
    UNION ALL
    SELECT c.id, c.house, lower(p.stay), c.until, p.moved_from_id FROM chain c JOIN ({seen}) AS p ON p.id = c.before
)
SELECT house, nights, count(*) FROM (SELECT house, max(until - first) AS nights FROM chain GROUP BY id, house) AS whole
GROUP BY house, nights
"""


@dataclass
class Spread:
    """A distribution of whole numbers by how many have each."""

    counts: Counter[int] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def median(self) -> Decimal | None:
        return quantile(self.counts, MIDDLE)

    @property
    def quartiles(self) -> tuple[Decimal | None, Decimal | None]:
        return quantile(self.counts, LOWER), quantile(self.counts, UPPER)

    @property
    def bands(self) -> list[int]:
        return in_bands(self.counts)

    def __add__(self, other: "Spread") -> "Spread":
        return Spread(self.counts + other.counts)


@dataclass
class Endings:
    """Stays that ended, in one group of houses: causes, lengths in nights, and what the persons said."""

    causes: Counter[str] = field(default_factory=Counter)
    lengths: Spread = field(default_factory=Spread)
    satisfaction: Spread = field(default_factory=Spread)

    @property
    def total(self) -> int:
        return self.causes.total()

    @property
    def disappeared(self) -> int:
        return self.causes[ExitCause.DISAPPEARED]

    def __add__(self, other: "Endings") -> "Endings":
        return Endings(self.causes + other.causes, self.lengths + other.lengths, self.satisfaction + other.satisfaction)


def ended_in(rows: PlacementQuerySet, period: Days) -> PlacementQuerySet:
    """Stays that ended on a day of ``period``; whoever moves within the houses stays on and has not left."""
    return rows.left_between(*period)


def begun_in(rows: PlacementQuerySet, period: Days) -> dict[int, int]:
    """How many persons came to each house, a move within the houses left out."""
    came = rows.came().filter(stay__overlap=DateRange(*period))
    came = came.filter(moved_from__isnull=True, stay__startswith__gte=period.first)
    counted = came.order_by().values(house=F("unit__shelter")).annotate(n=Count("pk"))
    return dict(counted.values_list("house", "n"))


def endings(user: Any, houses: Collection[int], period: Days) -> dict[int, Endings]:
    """By house. Two statements, whatever the number of stays."""
    if not houses:  # which the compiler would refuse to write down
        return {}
    seen = Placement.objects.allowed(user).filter(unit__shelter__in=houses)
    ended = ended_in(seen, period).annotate(house=F("unit__shelter")).order_by()
    found: dict[int, Endings] = {}
    for row in ended.values("house", "exit_cause", "satisfaction").annotate(n=Count("pk")):
        here = found.setdefault(row["house"], Endings())
        here.causes[row["exit_cause"]] += row["n"]
        if row["satisfaction"] is not None:
            here.satisfaction.counts[row["satisfaction"]] += row["n"]
    for house, nights, number in lengths(seen, ended):
        found[house].lengths.counts[nights] += number
    return found


def lengths(seen: PlacementQuerySet, ended: PlacementQuerySet) -> list[tuple[int, int, int]]:
    """House, nights, and how many of the ``ended`` stayed so long; earlier stays are sought among those ``seen``."""
    ends, end_params = ended.values("id", "house", "stay", "left_on", "moved_from_id").query.sql_with_params()
    rest, rest_params = seen.order_by().values("id", "stay", "moved_from_id").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(LENGTHS.format(ended=ends, seen=rest), [*end_params, *rest_params])
        rows: list[tuple[int, int, int]] = cursor.fetchall()
        return rows


def requests_in(user: Any, houses: Collection[int], period: Days) -> list[dict[str, Any]]:
    """Requests sent on a day of ``period``, by what became of them and, where the house said no, by its reason."""
    asked = PlacementRequest.objects.allowed(user).filter(shelter__in=houses)
    sent = asked.filter(requested_at__gte=start_of(period.first), requested_at__lt=start_of(period.until))
    by = ("state", "refusal_reason__code", "refusal_reason__label_da", "refusal_reason__label_en")
    return list(sent.order_by().values(*by).annotate(n=Count("pk")))


def start_of(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def together(parts: Mapping[int, Endings], houses: Collection[int]) -> Endings:
    """The stays that ended in some of the houses."""
    return sum((part for house, part in parts.items() if house in houses), Endings())
