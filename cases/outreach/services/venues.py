"""Verbs about places."""

from django.db import transaction

from cases.models import Code
from cases.outreach.models import Venue
from cases.outreach.rules import check_no_numbers
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record


@transaction.atomic
def add_venue(*, actor: User, name: str, venue_type: Code, municipality: Code | None = None) -> Venue:
    """The organisation has one more place on its list. Raises ValidationError where the name is taken."""
    require_role(actor, "outreach.add_venue")
    check_no_numbers(name, field="name")
    venue = Venue(organisation=actor.organisation, name=name, venue_type=venue_type, municipality=municipality)
    venue.full_clean()
    venue.save()
    record(actor, AuditAction.VENUE_ADDED, venue, venue_type=venue_type.code)
    return venue


@transaction.atomic
def change_venue(*, actor: User, venue: Venue, venue_type: Code, municipality: Code | None) -> Venue:
    """The place is of another kind or lies elsewhere: it is counted there from now on, its earlier contacts too."""
    require(actor, "change", venue)
    venue = Venue.objects.select_for_update().get(pk=venue.pk)
    venue.venue_type, venue.municipality = venue_type, municipality
    venue.full_clean()
    venue.save(update_fields=["venue_type", "municipality"])
    where = municipality.code if municipality else ""
    record(actor, AuditAction.VENUE_CHANGED, venue, venue_type=venue_type.code, municipality=where)
    return venue
