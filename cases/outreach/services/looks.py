"""Verbs about how the phone pages look on a phone."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cases.outreach.enums import LookIcon
from cases.outreach.models import PhoneLook
from cases.outreach.rules import check_neutral
from cmm.accounts.enums import Capability
from cmm.accounts.models import User
from cmm.accounts.scoping import require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record


@transaction.atomic
def set_look(*, actor: User, name: str, icon: LookIcon) -> PhoneLook:
    """From now on the organisation's phone pages have this name and picture. Raises RuleError for a telling name."""
    require_role(actor, "outreach.add_phonelook")
    if Capability.OUTREACH not in actor.organisation.capabilities:
        raise PermissionDenied("outreach.add_phonelook")
    name = " ".join(name.split())
    check_neutral(name, organisation=actor.organisation.name)
    look = PhoneLook.objects.create(organisation=actor.organisation, name=name, icon=LookIcon(icon), set_by=actor)
    record(actor, AuditAction.LOOK_SET, look, icon=str(icon))
    return look
