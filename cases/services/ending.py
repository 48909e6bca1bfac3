"""The end of a case, and its beginning again."""

from django.db import transaction
from django.utils.translation import gettext as _

from cases.enums import CaseStatus
from cases.models import Case
from cases.services.journal import write_journal
from cases.services.status import move_case
from cmm.accounts.models import User


@transaction.atomic
def close_case(*, actor: User, case: Case, reason: str) -> Case:
    """The case is closed today, and the journal says why. Raises RuleError."""
    move_case(actor=actor, case=case, to=CaseStatus.CLOSED)
    write_journal(actor=actor, case=case, title=_("The case is closed"), text=reason)
    return case


@transaction.atomic
def reopen_case(*, actor: User, case: Case, reason: str) -> Case:
    """A closed case is under clarification again, and the journal says why. Raises RuleError."""
    move_case(actor=actor, case=case, to=CaseStatus.IN_CLARIFICATION)
    write_journal(actor=actor, case=case, title=_("The case is taken up again"), text=reason)
    return case
