"""Access to single cases, and the end of it."""

from typing import Any

from django.db import transaction

from cases.models import CaseGroupGrant, CaseUserGrant
from cmm.accounts.models import User
from cmm.accounts.scoping import require, revoke
from cmm.audit.enums import AuditAction
from cmm.audit.services import record


@transaction.atomic
def end_grant(*, actor: User, grant: CaseUserGrant | CaseGroupGrant) -> None:
    """The case is closed to whom it was open by ``grant``, from their next click on."""
    case = grant.content_object
    require(actor, "control_access", case)
    revoke(grant)
    to: dict[str, Any] = {"user": grant.user_id} if isinstance(grant, CaseUserGrant) else {"group": grant.group_id}
    record(actor, AuditAction.CASE_UNSHARED, case, case_ref=case.ref, right=grant.permission.codename, **to)
