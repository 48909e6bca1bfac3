"""Rows of the follow-up are entered once; a wrong one is withdrawn with a reason, or another takes its place."""

from typing import Any, TypeVar

from django.db import transaction

from cases.models import Case
from cases.services import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from identification.enums import Ending
from identification.followup.rules import check_why
from identification.models.kept import Kept
from identification.rules.steps import check_still_open
from identification.services.keeping import close, lock_standing, next_number
from identification.services.locks import lock_case

Row = TypeVar("Row", bound=Kept)


def opened(actor: User, case: Case) -> Case:
    """The case, locked, where the actor may write in it and somebody works on it. Raises RuleError."""
    require(actor, "write_journal", case)
    case = lock_case(case.pk)
    check_still_open(case.status)
    return case


def enter(actor: User, row: Row, under: AuditAction, **details: Any) -> Row:
    """The next row of its kind in its case, which is locked."""
    row.number, row.recorded_by = next_number(type(row), row.case), actor
    row.full_clean(exclude=["case", "recorded_by", "corrects"])
    row.save(force_insert=True)
    touch(row.case)
    record(actor, under, row, case_ref=row.case.ref, number=row.number, **details)
    return row


@transaction.atomic
def withdraw_row(*, actor: User, row: Row, reason: str) -> Row:
    """It was entered by mistake. It stands in the history with the reason. Raises RuleError, Conflict."""
    require(actor, "write_journal", row)
    check_why(reason)
    case, fresh = lock_standing(row)
    close(actor, fresh, Ending.WITHDRAWN, reason)
    touch(case)
    record(actor, AuditAction.FOLLOW_UP_WITHDRAWN, fresh, case_ref=case.ref, number=fresh.number)
    return fresh
