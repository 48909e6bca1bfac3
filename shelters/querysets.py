from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Value

from cmm.accounts.scoping import ReachQuerySet
from shelters.enums import RequestState


class ShelterQuerySet(ReachQuerySet):
    """Shelters, active or closed."""

    def active(self) -> Self:
        return self.filter(active=True)


class RequestQuerySet(ReachQuerySet):
    """Requests for a place."""

    def waiting(self) -> Self:
        return self.filter(state=RequestState.WAITING)

    def pressing_first(self) -> Self:
        """The urgent, then the soonest."""
        return self.order_by("-urgent", "wanted_from", "pk")


class OccupancyQuerySet(models.QuerySet[Any]):
    """Nights taken, whoever has them."""

    def during(self, stay: Any) -> Self:
        return self.filter(stay__overlap=stay)

    def after(self, day: date) -> Self:
        """Nights on ``day`` or later."""
        return self.filter(stay__endswith__gt=day)


class PlacementQuerySet(ReachQuerySet):
    """Stays. The day of departure is a free night."""

    def held(self) -> Self:
        """Stays that hold their place: all but those whose person never came."""
        return self.filter(never_came=False)

    def during(self, stay: Any) -> Self:
        return self.held().filter(stay__overlap=stay)

    def tonight(self, day: date) -> Self:
        """Who has a bed in the night that begins on ``day``."""
        return self.during(DateRange(day, day + timedelta(days=1)))

    def with_children(self) -> Self:
        """Each stay with how many children follow the person, who pay as children.

        The one place where the figures and the invoices learn of them: none are recorded yet.
        """
        return self.annotate(following=Value(0))

    def departing(self, day: date) -> Self:
        """Who leaves on ``day``; whoever only moves to another place does not."""
        return self.held().filter(stay__endswith=day, moved_to__isnull=True)

    def by_arrival(self) -> Self:
        return self.order_by(F("stay").desc(), "-pk")
