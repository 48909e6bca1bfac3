"""Rows of a clarification that are closed and never edited: locked while they stand, numbered, and closed once."""

from typing import TypeVar

from django.db.models import Max
from django.utils import timezone

from cases.models import Case
from cmm.accounts.models import User
from identification.enums import Ending
from identification.models.kept import Kept
from identification.rules.observations import check_standing
from identification.rules.steps import check_still_open
from identification.services.locks import lock_case

Row = TypeVar("Row", bound=Kept)


def lock_standing(row: Row) -> tuple[Case, Row]:
    """The case and the row as they stand now, held until the verb ends. Raises RuleError, Conflict."""
    case = lock_case(row.case_id)
    check_still_open(case.status)
    rows = type(row)._default_manager.select_for_update(of=("self",)).select_related("closed_by")
    fresh: Row = rows.get(pk=row.pk)
    check_standing(closed_as=fresh.closed_as, by=str(fresh.closed_by or ""))
    fresh.case = case
    return case, fresh


def next_number(model: type[Kept], case: Case) -> int:
    last: int = model._default_manager.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    return last + 1


def close(actor: User, row: Kept, ending: Ending, reason: str = "") -> None:
    row.closed_as, row.closed_by, row.closed_at = ending, actor, timezone.now()
    row.closed_reason = reason.strip()
    row.save(update_fields=["closed_as", "closed_by", "closed_at", "closed_reason"])
