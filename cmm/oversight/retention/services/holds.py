"""A case is kept, whatever its time: somebody has said why."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Case
from cases.services.locks import locked_under_case
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import Conflict
from cmm.oversight.retention.models import LegalHold
from cmm.oversight.retention.rules import check_reason
from cmm.oversight.retention.services.speaking import speaking_of


@transaction.atomic
def set_hold(*, actor: User, case: Case, reason: str) -> LegalHold:
    """From now on the case is not destroyed; what was approved of it has ended. Raises RuleError, Conflict."""
    require_role(actor, "retention.add_legalhold")
    require(actor, "control_access", case)
    check_reason(reason)
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    hold = LegalHold(case=case, reason=reason.strip(), set_by=actor)
    with speaking_of(LegalHold):
        hold.save(force_insert=True)
    record(actor, AuditAction.HOLD_SET, hold, case_ref=case.ref)
    return hold


@transaction.atomic
def lift_hold(*, actor: User, hold: LegalHold, reason: str) -> LegalHold:
    """The case is kept by its time alone again. Nothing goes by that: somebody proposes it anew. Raises RuleError."""
    require(actor, "lift", hold)
    check_reason(reason)
    hold = locked_under_case(hold)
    if not hold.stands:
        raise Conflict(_("The hold has already been lifted."), code="lifted")
    hold.lifted_by, hold.lifted_at, hold.lifted_reason = actor, timezone.now(), reason.strip()
    hold.save(update_fields=["lifted_by", "lifted_at", "lifted_reason"])
    record(actor, AuditAction.HOLD_LIFTED, hold, case_ref=hold.case.ref)
    return hold
