"""Who is the person's contact at CMM."""

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case, Wall
from cases.rules import check_unwalled
from cases.selectors import caseworkers
from cases.services.status import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.context import case_at_hand
from cmm.core.errors import RuleError


@transaction.atomic
def assign_case(*, actor: User, case: Case, caseworker: User) -> Case:
    """``caseworker`` has the case from now on. Raises RuleError where that colleague cannot have cases."""
    require(actor, "assign", case)
    with case_at_hand(case.pk):  # a case kept to its contact person goes out of the old one's sight
        return assign(actor, case, caseworker)


def assign(actor: User, case: Case, caseworker: User) -> Case:
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not caseworkers(case.organisation_id).filter(pk=caseworker.pk).exists():
        raise RuleError(
            _("Choose a caseworker or coordinator whose account is open."), code="no_caseworker", field="caseworker"
        )
    check_unwalled(walled=Wall.objects.standing().filter(case=locked, user=caseworker).exists())
    before = locked.caseworker_id
    case.caseworker = caseworker
    case.save(update_fields=["caseworker"])
    touch(case)
    record(actor, AuditAction.CASE_ASSIGNED, case, case_ref=case.ref, before=before, after=caseworker.pk)
    return case
