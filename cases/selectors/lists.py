"""Saved views and orders of the case list."""

from typing import Any

from django.db.models import Case as ByCase
from django.db.models import IntegerField, Value, When

from cases.enums import CaseStatus
from cases.models import Case
from cases.querysets import CaseQuerySet
from cmm.accounts.scoping import has_role_permission
from cmm.core.danish import danish

BY_STATUS = ByCase(
    *(When(status=status, then=Value(place)) for place, status in enumerate(CaseStatus.values)),
    output_field=IntegerField(),
)
ORDERS: dict[str, Any] = {
    "ref": "ref",
    "status": BY_STATUS,
    "opened": "opened_on",
    "authority": "authority",
    "caseworker": danish("caseworker__name"),
    "touched": "touched_at",
}
NEWEST = "-ref"  # walks the index of the refs, where any other order sorts every case


def case_lists(user: Any) -> dict[str, CaseQuerySet]:
    """The saved views by name. Whoever has no cases of their own sees what waits for them, and all."""
    rows: CaseQuerySet = Case.objects.allowed(user)
    if not has_role_permission(user, "cases.add_case"):
        return {"waiting": rows.awaiting_decision(), "all": rows}
    return {
        "mine": rows.open().of(user),
        "unassigned": rows.unassigned(),
        "waiting": rows.awaiting_decision(),
        "all": rows,
    }


def sorted_cases(rows: CaseQuerySet, order: str) -> CaseQuerySet:
    """``rows`` in the order asked for ("-opened"), down to the unique ref; an unknown order is the usual one."""
    name = order.removeprefix("-")
    if name not in ORDERS:
        return sorted_cases(rows, NEWEST)
    expression = ORDERS[name]
    if not isinstance(expression, str):
        rows, expression = rows.annotate(place=expression), "place"
    sign = "-" if order.startswith("-") else ""
    return rows.select_related("victim", "caseworker").order_by(f"{sign}{expression}", f"{sign}ref")


def narrowed(rows: CaseQuerySet, *, q: str = "", **exact: Any) -> CaseQuerySet:
    """``rows`` whose number or code name holds ``q`` and whose other columns are as asked."""
    return rows.matching(q).filter(**exact)
