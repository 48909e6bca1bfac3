"""The rounds of a period: when they were out, and where."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from django.utils import timezone

from cases.outreach.coverage import Outing
from cases.outreach.models import Round
from cases.outreach.querysets import ContactQuerySet
from cases.outreach.rules import Hours
from cases.outreach.selectors.clock import begins, day_of
from cases.outreach.selectors.pieces import Asked

OWN = ("pk", "started_at", "ended_at", "contact_type", "venue__venue_type", "venue__municipality")
MET = ("round", "round__started_at", "round__ended_at", "round__contact_type", *OWN[4:])


def outings_of(user: Any, asked: Asked, contacts: ContactQuerySet, hours: Hours) -> list[Outing]:
    """Rounds of the period that were of the kind asked for, or met somebody who is: where they went and where they met.

    Two statements.
    """
    paths = {"venue_type": OWN[4], "municipality": OWN[5], "contact_type": OWN[3]}
    narrowed = {paths[name]: code for name, code in asked.narrowing.items()}
    begun, over = begins(asked.span.first, hours), begins(asked.span.last + timedelta(days=1), hours)
    rounds = Round.objects.allowed(user).filter(started_at__gte=begun, started_at__lt=over, **narrowed)
    met = contacts.filter(round__started_at__gte=begun, round__started_at__lt=over).order_by()
    rows = chain(rounds.order_by().values_list(*OWN), met.values_list(*MET).distinct())
    return list(put_together(rows, hours))


def put_together(rows: Any, hours: Hours) -> Iterator[Outing]:
    """A round stands in as many rows as it has places."""
    times: dict[int, tuple[datetime, datetime | None, int]] = {}
    places: dict[int, set[tuple[int, int | None]]] = {}
    for key, since, until, kind, venue_type, municipality in rows:
        times[key] = since, until, kind
        places.setdefault(key, set()).add((venue_type, municipality))
    now = timezone.now()
    for key, (since, until, kind) in times.items():
        day = day_of(since, hours)
        ends = min(until or now, begins(day + timedelta(days=1), hours))  # one left open ends with its day
        yield Outing(day, since, ends, frozenset(places[key]), kind)
