from datetime import date, timedelta
from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from cmm.accounts.scoping import ReachQuerySet, Within
from shelters.enums import ExitCause, RequestState


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


class ApprovalQuerySet(ReachQuerySet):
    """Decisions of a Socialtilsyn. The first day that no longer counts ends them."""

    def holding_on(self, day: date) -> Self:
        return self.filter(in_force__contains=day)

    def during(self, stay: Any) -> Self:
        return self.filter(in_force__overlap=stay)


class InspectionQuerySet(ReachQuerySet):
    """Visits of a Socialtilsyn."""

    def to_come(self) -> Self:
        """Planned, and neither held nor cancelled."""
        return self.filter(done_at__isnull=True, cancelled_at__isnull=True)


class ClosureQuerySet(models.QuerySet[Any]):
    """Nights a place is out of use."""

    def during(self, stay: Any) -> Self:
        return self.filter(days__overlap=stay)

    def standing(self, day: date) -> Self:
        """Those in force on ``day`` or to come."""
        return self.during(DateRange(day, None))


class OccupancyQuerySet(models.QuerySet[Any]):
    """Nights taken, whoever has them."""

    def during(self, stay: Any) -> Self:
        return self.filter(stay__overlap=stay)

    def after(self, day: date) -> Self:
        """Nights on ``day`` or later."""
        return self.filter(stay__endswith__gt=day)


def taken_during(stay: Any) -> Any:
    """The stays that take a place on some of these nights."""
    return apps.get_model("shelters", "Occupancy").objects.during(stay).values("placement")


# Whoever was gone on the first evening left on the day they came.
LEFT_ON = Case(When(never_came=True, then=F("stay__startswith")), default=F("stay__endswith"))


class PlacementQuerySet(ReachQuerySet):
    """Stays. The day of departure is a free night."""

    def held(self) -> Self:
        """Stays that hold their place: all but those whose person never came."""
        return self.filter(never_came=False)

    def came(self) -> Self:
        """Stays whose person came, for no night where they were gone on the first evening."""
        return self.filter(Q(never_came=False) | Q(exit_cause=ExitCause.DISAPPEARED))

    def left_between(self, first: date, after: date) -> Self:
        """Who left from ``first`` until ``after``; a move within the houses goes on elsewhere and is no exit."""
        ended = self.came().filter(ended_at__isnull=False, moved_to__isnull=True).annotate(left_on=LEFT_ON)
        # Found by the index on the days: the last night is the one before the day of departure.
        near = ended.filter(stay__overlap=DateRange(first - timedelta(days=1), after))
        return near.filter(left_on__gte=first, left_on__lt=after)

    def during(self, stay: Any) -> Self:
        """Found among the nights taken, where no policy stands before the question whether two ranges overlap:
        PostgreSQL lets no such operator look at a row before the policy has. A child's nights are among its parent's.
        """
        taken = ArraySubquery(taken_during(stay))
        near = Q(Within(F("pk"), taken)) | Q(Within(F("follows"), taken))
        return self.held().filter(near, stay__overlap=stay)

    def tonight(self, day: date) -> Self:
        """Who has a bed in the night that begins on ``day``."""
        return self.during(DateRange(day, day + timedelta(days=1)))

    def heads(self) -> Self:
        """One stay for each place: children who follow a parent are in the parent's."""
        return self.filter(follows__isnull=True)

    def with_along(self) -> Self:
        """Each stay with how many children sleep in the room, those with a stay of their own among them."""
        theirs = self.model._default_manager.held().filter(follows=OuterRef("pk")).order_by().values("follows")
        number = theirs.annotate(number=Count("case", distinct=True)).values("number")
        return self.annotate(along=F("children") + Coalesce(Subquery(number), 0))

    def with_children(self) -> Self:
        """Each stay with how many are paid for as adults and as children: who follows a parent is a child."""
        follows = Case(When(follows__isnull=False, then=Value(1)), default=Value(0))
        return self.annotate(adults=Value(1) - follows, following=F("children") + follows)

    def departing(self, day: date) -> Self:
        """Who leaves on ``day``; whoever only moves to another place does not."""
        return self.held().filter(stay__endswith=day, moved_to__isnull=True)

    def by_arrival(self) -> Self:
        return self.order_by(F("stay").desc(), "-pk")
