"""A prepared return and its six months of following up."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.models import Case
from cmm.accounts.models import User
from cmm.audit.enums import AuditAction
from identification.enums import Ending
from identification.followup.models import PreparedReturn, ReturnEvent
from identification.followup.rules import check_day
from identification.followup.rules.returns import Happened, check_mark
from identification.followup.selectors.courses import departure_of, marks_of
from identification.followup.services.keeping import enter, opened
from identification.services.keeping import close


@dataclass(frozen=True)
class NewReturn:
    """Where to, with whose help, and how."""

    country: str
    partner: str
    partner_office: str = ""
    plan: str = ""
    risks: str = ""


@transaction.atomic
def prepare_return(*, actor: User, case: Case, new: NewReturn) -> PreparedReturn:
    """Where the person is helped home to. What stood before is kept, and this stands in its place. Raises RuleError."""
    case = opened(actor, case)
    rows = PreparedReturn.objects.standing().select_for_update(of=("self",)).filter(case=case)
    before = rows.first()
    if before:
        close(actor, before, Ending.CORRECTED)
    row = PreparedReturn(case=case, corrects=before, **asdict(new))
    return enter(actor, row, AuditAction.RETURN_PREPARED, country=new.country, partner=new.partner)


@transaction.atomic
def record_return_event(
    *, actor: User, case: Case, mark: str, on: date, month: int | None = None, note: str = ""
) -> ReturnEvent:
    """Something happened in the return. Raises RuleError."""
    case = opened(actor, case)
    check_day(on, opened_on=case.opened_on, today=timezone.localdate())
    left: Any = departure_of(case)
    check_mark(Happened(mark, on, month), marks=marks_of(case), departed_on=left.on, months=left.months)
    row = ReturnEvent(case=case, mark=mark, happened_on=on, month=month, note=note.strip())
    return enter(actor, row, AuditAction.RETURN_FOLLOWED, mark=mark)
