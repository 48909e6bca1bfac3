"""The course of events of a case."""

from django.db.models import F, QuerySet

from cases.models import Case
from identification.models import Event

SHOWN = 100


def rows_of(case: Case) -> QuerySet[Event]:
    rows: QuerySet[Event] = Event.objects.filter(case=case)
    codes = ("place_type", "sector", "exploitation_form", "criminal_act")
    return rows.select_related("recorded_by", "closed_by", "corrects", "corrected_by", *codes)


def events_of(case: Case) -> tuple[list[Event], list[Event]]:
    """Those that stand in the order they happened, what has no date last, and the latest that were closed.

    In one statement, a hundred of each. Where more than a hundred stand, fewer of the closed are read.
    """
    latest, begun = F("closed_at").desc(nulls_first=True), F("begins_on").asc(nulls_last=True)
    rows = list(rows_of(case).order_by(latest, begun, "number")[: 2 * SHOWN])
    return [row for row in rows if row.is_standing][:SHOWN], [row for row in rows if not row.is_standing][:SHOWN]


def event_called(case: Case, number: int) -> Event | None:
    found: Event | None = rows_of(case).filter(number=number).first()
    return found
