from datetime import date
from typing import Any, Self

from django.db.models import Q

from cmm.accounts.scoping import ReachQuerySet
from cmm.core.danish import danish


class VenueQuerySet(ReachQuerySet):
    """Places, in Danish order as far as the database knows it."""

    def active(self) -> Self:
        return self.filter(active=True).order_by(danish("name"), "pk")

    def kinds(self) -> Self:
        """One place of each kind in each municipality, with nothing but the two."""
        return self.order_by("venue_type_id", "municipality_id").distinct("venue_type_id", "municipality_id")


class RoundQuerySet(ReachQuerySet):
    """Rounds, which run until somebody ends them."""

    def running(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def of(self, user: Any) -> Self:
        return self.filter(worker=user)


class ContactQuerySet(ReachQuerySet):
    """Contacts, in the words of those who count them."""

    def counted(self) -> Self:
        """Without those of a spreadsheet that was withdrawn."""
        return self.filter(Q(batch__isnull=True) | Q(batch__withdrawn_at__isnull=True))

    def between(self, first: date, last: date) -> Self:
        """What counts of the service days from ``first`` to ``last``, both included."""
        return self.counted().filter(service_day__gte=first, service_day__lte=last)

    def at(self, venue: Any) -> Self:
        return self.filter(venue=venue)

    def with_own_code(self, organisation: Any, day: date, own_code: str) -> Self:
        return self.counted().filter(organisation=organisation, service_day=day, own_code=own_code)

    def newest_first(self) -> Self:
        return self.order_by("-met_at", "-pk")


class StatusNoteQuerySet(ReachQuerySet):
    """Status notes, in the words of those who write them."""

    def of_half(self, half: Any) -> Self:
        return self.filter(year=half.year, number=half.number)

    def finished(self) -> Self:
        return self.filter(finished_at__isnull=False)

    def drafts(self) -> Self:
        return self.filter(finished_at__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("-year", "-number", "-revision")
