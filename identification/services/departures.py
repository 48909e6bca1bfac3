"""The day somebody left for a prepared return: recorded once, corrected by another, or withdrawn."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from cases.models import Case
from cases.services import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from identification.enums import Ending
from identification.models import Departure
from identification.rules.periods.support import after_return, check_departure, check_no_departure, check_why
from identification.selectors.periods import legal_versions
from identification.services.keeping import close, lock_standing, next_number
from identification.services.locks import lock_case


@transaction.atomic
def record_departure(*, actor: User, case: Case, on: date) -> Departure:
    """The person left on this day, and support after return is counted from it. Raises RuleError."""
    require(actor, "set_periods", case)
    case = lock_case(case.pk)
    check_no_departure(standing=Departure.objects.standing().filter(case=case).exists(), status=case.status)
    return keep(actor, case, on, AuditAction.DEPARTURE_RECORDED)


@transaction.atomic
def correct_departure(*, actor: User, departure: Departure, reason: str, on: date | None = None) -> Departure:
    """Another day stands in its place, or with no day none does. Raises RuleError, Conflict."""
    require(actor, "set_periods", departure)
    check_why(reason)
    case, departure = lock_standing(departure)
    close(actor, departure, Ending.CORRECTED if on else Ending.WITHDRAWN, reason)
    if on:
        return keep(actor, case, on, AuditAction.DEPARTURE_CORRECTED, corrects=departure)
    touch(case)
    record(actor, AuditAction.DEPARTURE_WITHDRAWN, departure, case_ref=case.ref, number=departure.number)
    return departure


def keep(actor: User, case: Case, on: date, under: AuditAction, **more: Departure) -> Departure:
    check_departure(on=on, opened_on=case.opened_on, today=timezone.localdate())
    after_return(on, legal_versions())  # refuses a day no rule speaks of
    row = Departure(case=case, number=next_number(Departure, case), recorded_by=actor, departed_on=on, **more)
    row.full_clean(exclude=["case", "recorded_by", "corrects"])
    row.save()
    touch(case)
    record(actor, under, row, case_ref=case.ref, number=row.number)
    return row
