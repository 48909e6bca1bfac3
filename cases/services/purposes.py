"""Saying why one opens a case that is not one's own."""

from django.db import transaction

from cases.models import Case, StatedPurpose
from cases.rules import check_purpose
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record


@transaction.atomic
def state_purpose(*, actor: User, case: Case, purpose: str, note: str = "") -> StatedPurpose:
    """``actor`` opens the case for ``purpose`` from now on, and need not say so again soon. Raises RuleError."""
    require(actor, "view", case)
    check_purpose(purpose=purpose, note=note)
    said = StatedPurpose.objects.create(case=case, user=actor, purpose=purpose, note=note.strip())
    record(actor, AuditAction.PURPOSE_STATED, said, case_ref=case.ref, purpose=said.purpose)
    return said
