from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import Q

from cmm.accounts.scoping import ReachQuerySet
from cmm.core.danish import danish


def uuid_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


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

    def named(self, names: Iterable[str]) -> Self:
        """By their refs, or by the keys of phones that began them without a network."""
        return self.filter(Q(ref__in=names) | Q(submission_key__in=[key for one in names if (key := uuid_of(one))]))

    def of(self, user: Any) -> Self:
        """Those the user is or was out on, alone or with others."""
        return self.filter(Q(worker=user) | Q(companions__contains=[user.pk]))


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

    def with_own_codes(self, organisation: Any, days: Iterable[date], own_codes: Iterable[str]) -> Self:
        return self.counted().filter(organisation=organisation, service_day__in=set(days), own_code__in=set(own_codes))

    def newest_first(self) -> Self:
        """By the meeting; its service day is said for the index of days: no more is read than shown."""
        return self.order_by("-service_day", "-met_at", "-pk")


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


class KeyQuerySet(ReachQuerySet):
    """Keys of phones, of which each organisation has one in use."""

    def in_use(self) -> Self:
        return self.filter(retired_at__isnull=True)


class PhoneQuerySet(ReachQuerySet):
    """Phones, as they last told of themselves."""

    def shown_by(self, token_hash: str) -> Self:
        return self.filter(token_hash=token_hash)

    def waiting_since_before(self, moment: datetime) -> Self:
        return self.filter(waiting__gt=0, waiting_since__lt=moment).order_by("waiting_since", "pk")


class SealedQuerySet(ReachQuerySet):
    """Contacts from phones, as they came."""

    def of(self, user: Any) -> Self:
        return self.filter(sender=user)

    def aside(self) -> Self:
        return self.filter(state="aside")

    def newest_first(self) -> Self:
        return self.order_by("-received_at", "-pk")
