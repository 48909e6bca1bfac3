"""What a ruling does: the next decision, in the place of the one before, and the case where it belongs."""

from typing import Any

from django.db.models import Max

from cases.models import Case
from cases.services import move_case
from cmm.accounts.models import User
from identification.models import StatusDecision
from identification.rules.rulings import road
from identification.rules.steps import status_after
from identification.selectors.texts import is_under_way


def next_number(rows: Any) -> int:
    """Of a row within its case, which is locked."""
    last: int = rows.aggregate(last=Max("number"))["last"] or 0
    return last + 1


def succeed(case: Case, **said: Any) -> StatusDecision:
    """The decision that is in force from now on."""
    StatusDecision.objects.filter(case=case, in_force=True).update(in_force=False)
    decision = StatusDecision(case=case, **said)
    decision.save()
    return decision


def follow(actor: User, case: Case, outcome: str) -> None:
    """The case stands where the ruling leaves it; where an assessment is under way, that is answered first."""
    if is_under_way(case):
        return
    for status in road(case.status, status_after(outcome)):
        move_case(actor=actor, case=case, to=status, under="decide")
