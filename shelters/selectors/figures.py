"""What this room counts for the yearly report. Whole numbers and codes; nobody is named."""

from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, QuerySet
from django.utils import timezone

from shelters.enums import RequestState
from shelters.models import Placement, PlacementRequest
from shelters.rules import Days
from shelters.selectors.bednights import slept
from shelters.selectors.vacancy import offered, places_in_use


def figures(year: int) -> dict[str, Any]:
    """Stays, nights, requests and refusals of ``year``; nights still to come are not counted."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    window = Days(first, min(after, max(first, timezone.localdate())))
    nights = sum(slept(None, window).values())
    possible = sum(offered(places_in_use(None, window), window).values())
    begun = Placement.objects.came().filter(stay__startswith__gte=first, stay__startswith__lt=after)
    asked = PlacementRequest.objects.filter(requested_at__year=year)
    return {
        "stays_begun": begun.filter(moved_from__isnull=True).count(),
        "persons": Placement.objects.during(DateRange(*window)).aggregate(n=Count("victim", distinct=True))["n"],
        "bed_nights": nights,
        "bed_nights_offered": possible,
        "occupancy": round(100 * nights / possible, 1) if possible else None,
        "exits_by_cause": counted(Placement.objects.left_between(first, after), "exit_cause"),
        "stays_by_accommodation": counted(
            begun.filter(moved_from__isnull=True), "unit__shelter__accommodation_type__code"
        ),
        "requests": asked.count(),
        "requests_by_state": counted(asked, "state"),
        "refusals_by_reason": counted(asked.filter(state=RequestState.DECLINED), "refusal_reason__code"),
    }


def counted(rows: QuerySet[Any], field: str) -> dict[str, int]:
    """How many rows have each value of ``field``."""
    return dict(rows.order_by().values(field).annotate(n=Count("pk")).order_by(field).values_list(field, "n"))
