"""The places of an organisation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, Q, Subquery

from cases.outreach.models import Contact, Round, Venue
from cases.outreach.querysets import VenueQuerySet
from cmm.core.danish import danish


@dataclass(frozen=True)
class Stop:
    """A place as it stands on the round's page."""

    venue: Venue
    contacts: int
    arrived: datetime | None
    first: datetime | None
    last: datetime | None

    @property
    def since(self) -> datetime | None:
        """When the round came, as far as anybody noted; a place where nobody was met has been visited too."""
        return self.arrived or self.first


def stops_of(one_round: Round) -> list[Stop]:
    """The places of the organisation: those visited in this round first, in the order they were visited."""
    met: dict[int, dict[str, Any]] = {
        row["venue"]: dict(row)
        for row in one_round.contacts.values("venue").annotate(
            contacts=Count("pk"), first=Min("met_at"), last=Max("met_at")
        )
    }
    came = dict(one_round.visits.order_by().values_list("venue").annotate(Min("arrived_at")))
    seen = {pk: {"arrived": came.get(pk)} | met.get(pk, {}) for pk in {*met, *came}}
    places = Venue.objects.filter(organisation=one_round.organisation_id)
    shown = places.filter(Q(active=True) | Q(pk__in=[*seen, one_round.venue_id])).order_by(danish("name"), "pk")
    stops = [_stop(venue, seen.get(venue.pk, {})) for venue in shown]
    return sorted(stops, key=lambda stop: (stop.since is None, stop.since, stop.venue.pk != one_round.venue_id))


def _stop(venue: Venue, row: dict[str, Any]) -> Stop:
    return Stop(venue, row.get("contacts", 0), row.get("arrived"), row.get("first"), row.get("last"))


def with_use(venues: VenueQuerySet) -> VenueQuerySet:
    """Each place with when somebody was last met there, read from the end of its index; those in use first."""
    # The organisation is the place's own. Said, it leads PostgreSQL to that index instead of through everybody's days.
    there = Contact.objects.filter(venue=OuterRef("pk"), organisation=OuterRef("organisation"))
    latest = there.order_by("-service_day").values("service_day")[:1]
    found: VenueQuerySet = venues.select_related("venue_type", "municipality").annotate(last_used=Subquery(latest))
    return found.order_by("-active", "name", "pk")


def venues_for(venues: VenueQuerySet, contact: Contact) -> VenueQuerySet:
    """The places a contact can be moved to, and the one it has."""
    found: VenueQuerySet = venues.filter(Q(active=True) | Q(pk=contact.venue_id)).order_by(danish("name"), "pk")
    return found
