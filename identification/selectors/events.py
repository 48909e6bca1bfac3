"""The course of events of a case."""

from django.db.models import F, QuerySet

from cases.models import Case
from identification.models import Event

SHOWN = 100


def rows_of(case: Case) -> QuerySet[Event]:
    rows: QuerySet[Event] = Event.objects.filter(case=case)
    codes = ("place_type", "sector", "exploitation_form")
    return rows.select_related("recorded_by", "closed_by", "corrects", "corrected_by", *codes)


def events_of(case: Case) -> list[Event]:
    """The first hundred that stand, in the order they happened; what has no date comes last."""
    standing = rows_of(case).filter(closed_at__isnull=True)
    return list(standing.order_by(F("begins_on").asc(nulls_last=True), "number")[:SHOWN])


def closed_events(case: Case) -> list[Event]:
    """The latest hundred that were corrected or withdrawn."""
    return list(rows_of(case).filter(closed_at__isnull=False).order_by("-closed_at", "-pk")[:SHOWN])


def event_called(case: Case, number: int) -> Event | None:
    found: Event | None = rows_of(case).filter(number=number).first()
    return found
