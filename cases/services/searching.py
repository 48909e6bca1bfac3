"""Looking for a person, which comes before opening a case; and keeping what a search reads up to date."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from cases.models import Identity, Inquiry, PersonSearch
from cases.rules.search import check_criteria
from cases.selectors.search import Answer, find_persons, outdated
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record

BATCH = 100


@transaction.atomic
def search_persons(
    *, actor: User, name: str = "", number: str = "", code: str = "", inquiry: Inquiry | None = None
) -> Answer:
    """Whom ``actor`` may see and what was typed fits. That it was asked is kept, with how many were found; what was
    asked only the log holds, encrypted. Raises RuleError.
    """
    require_role(actor, "cases.view_case")
    if inquiry is not None:
        require(actor, "view", inquiry)
    check_criteria(name=name, number=number, code=code)
    answer = find_persons(actor, name=name, number=number, code=code)
    made = PersonSearch.objects.create(user=actor, inquiry=inquiry, hits=len(answer.found))
    record(actor, AuditAction.PERSON_SEARCHED, made, inquiry=inquiry.ref if inquiry else "", hits=made.hits)
    return answer


def refill_search(tell: Callable[[str], Any], batch: int = BATCH) -> int:
    """Every identity has the form and drawers that today's rules make, in small transactions; killed, begun again."""
    done, after = 0, None
    while True:
        last, filled = refill_some(after, batch)
        if last is None:
            return done
        done, after = done + filled, last
        tell(f"cases_identity: {done}")


@transaction.atomic
def refill_some(after: Any, batch: int) -> tuple[Any, int]:
    rows = Identity.objects.select_for_update(of=("self",)).order_by("pk")
    found = list(rows.filter(pk__gt=after)[:batch] if after else rows[:batch])
    late = [row for row in found if outdated(row) or row.drawers is None]
    for row in late:
        row.search = row.search_form()
        row.save(update_fields=["search", "drawers"])
    return (found[-1].pk if found else None), len(late)
