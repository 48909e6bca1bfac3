"""The support plan."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cases.models import Case, Code
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from identification.enums import Ending
from identification.followup.models import SupportItem
from identification.followup.rules.support import check_line
from identification.followup.services.keeping import enter, opened
from identification.services.keeping import close, lock_standing, next_number


@dataclass(frozen=True)
class NewSupport:
    """What a line says."""

    theme: Code
    need: str
    goal: str
    who: str
    begins_on: date
    status: str
    due_on: date | None = None
    note: str = ""


@transaction.atomic
def add_support(*, actor: User, case: Case, new: NewSupport) -> SupportItem:
    """A new line of the plan. Raises RuleError."""
    case = opened(actor, case)
    check_line(begins_on=new.begins_on, due_on=new.due_on, status=new.status, note=new.note)
    line = next_number(SupportItem, case)
    item = SupportItem(case=case, line=line, **vars(new))
    return enter(actor, item, AuditAction.SUPPORT_PLANNED, line=line, status=new.status)


@transaction.atomic
def change_support(*, actor: User, item: SupportItem, new: NewSupport) -> SupportItem:
    """The line says something else from now on; what it said stands. Raises RuleError, Conflict."""
    require(actor, "write_journal", item)
    check_line(begins_on=new.begins_on, due_on=new.due_on, status=new.status, note=new.note)
    case, before = lock_standing(item)
    close(actor, before, Ending.CORRECTED)
    after = SupportItem(case=case, line=before.line, corrects=before, **vars(new))
    return enter(actor, after, AuditAction.SUPPORT_CHANGED, line=before.line, status=new.status)
