from datetime import date
from typing import Any, Self

from django.db.models import Q

from cmm.accounts.scoping import ReachQuerySet
from cmm.core.danish import danish


class VenueQuerySet(ReachQuerySet):
    """Places, in Danish order as far as the database knows it."""

    def active(self) -> Self:
        return self.filter(active=True).order_by(danish("name"), "pk")


class RoundQuerySet(ReachQuerySet):
    """Rounds, which run until somebody ends them."""

    def running(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def of(self, user: Any) -> Self:
        """Those the user is or was out on, alone or with others."""
        return self.filter(Q(worker=user) | Q(companions__contains=[user.pk]))


class ContactQuerySet(ReachQuerySet):
    """Contacts, in the words of those who count them."""

    def between(self, first: date, last: date) -> Self:
        """Contacts of the service days from ``first`` to ``last``, both included."""
        return self.filter(service_day__gte=first, service_day__lte=last)

    def at(self, venue: Any) -> Self:
        return self.filter(venue=venue)

    def with_own_code(self, organisation: Any, day: date, own_code: str) -> Self:
        return self.filter(organisation=organisation, service_day=day, own_code=own_code)

    def newest_first(self) -> Self:
        return self.order_by("-met_at", "-pk")
