"""The criminal cases in which the person is the injured party."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from cases.models import Case, Code
from cmm.accounts.models import User
from cmm.audit.enums import AuditAction
from identification.followup.models import CriminalEvent
from identification.followup.rules import check_day
from identification.followup.rules.criminal import Stepped, check_number, check_step
from identification.followup.selectors.courses import criminal_events
from identification.followup.services.keeping import enter, opened


@dataclass(frozen=True)
class NewCriminalEvent:
    """What happened, under which section, and which number it has with whoever did it."""

    step: str
    happened_on: date
    provision: str
    case_number: str
    district: Code | None = None


@transaction.atomic
def record_criminal_event(
    *, actor: User, case: Case, new: NewCriminalEvent, proceeding: int | None = None
) -> CriminalEvent:
    """In the criminal case numbered ``proceeding``, or in one more. Raises RuleError."""
    case = opened(actor, case)
    check_day(
        new.happened_on, opened_on=date.min, today=timezone.localdate(), field="happened_on"
    )  # it may have been reported long before
    check_number(new.case_number)
    known = [row for row in criminal_events(case) if row.is_standing]
    number = proceeding or max((row.proceeding for row in criminal_events(case)), default=0) + 1
    check_step(
        Stepped(new.step, new.happened_on),
        before=[Stepped(row.step, row.happened_on) for row in known if row.proceeding == number],
    )
    row = CriminalEvent(case=case, proceeding=number, **vars(new))
    return enter(actor, row, AuditAction.CRIMINAL_STEP_RECORDED, step=new.step, proceeding=number)
