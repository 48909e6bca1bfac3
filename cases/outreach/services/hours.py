"""Verbs about the service day."""

from datetime import date, time

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cases.outreach.enums import DayName
from cases.outreach.models import ServiceHours
from cases.outreach.rules import check_hours_ahead
from cmm.accounts.enums import Capability
from cmm.accounts.models import User
from cmm.accounts.scoping import require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record


@transaction.atomic
def set_hours(*, actor: User, valid_from: date, starts: time, name: DayName) -> ServiceHours:
    """From ``valid_from`` on the organisation's service day begins at ``starts``. Raises RuleError for a day that has
    been: contacts keep the service day they were counted in.
    """
    require_role(actor, "outreach.add_servicehours")
    if Capability.OUTREACH not in actor.organisation.capabilities:
        raise PermissionDenied("outreach.add_servicehours")
    check_hours_ahead(valid_from=valid_from, today=timezone.localdate())
    hours = ServiceHours.objects.create(
        organisation=actor.organisation, valid_from=valid_from, starts=starts, name=DayName(name), set_by=actor
    )
    told = {"valid_from": valid_from.isoformat(), "starts": f"{starts:%H:%M}", "name": str(name)}
    record(actor, AuditAction.HOURS_SET, hours, **told)
    return hours
