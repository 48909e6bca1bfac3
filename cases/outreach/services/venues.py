"""Verbs about places."""

from django.db import transaction

from cases.models import Code
from cases.outreach.models import Venue
from cases.outreach.rules import check_no_numbers
from cmm.accounts.models import User
from cmm.accounts.scoping import require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record


@transaction.atomic
def add_venue(*, actor: User, name: str, venue_type: Code) -> Venue:
    """The organisation has one more place on its list. Raises ValidationError where the name is taken."""
    require_role(actor, "outreach.add_venue")
    check_no_numbers(name, field="name")
    venue = Venue(organisation=actor.organisation, name=name, venue_type=venue_type)
    venue.full_clean()
    venue.save()
    record(actor, AuditAction.VENUE_ADDED, venue, venue_type=venue_type.code)
    return venue
