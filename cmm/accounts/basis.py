"""Why a row is open to somebody: the reach of the policy table that ties it to them, or a grant."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from cmm.accounts.roles import NAMED, Policy, policies_for
from cmm.accounts.scoping import noun_of, up_to
from cmm.audit.enums import Basis, Purpose

# What somebody looks for who looks at what is tied to them so, unless they say something else.
PURPOSES = {
    Basis.ASSIGNED: Purpose.CASEWORK,
    Basis.RESIDENT: Purpose.ACCOMMODATION,
    Basis.GUEST_OF_MINE: Purpose.ACCOMMODATION,
    Basis.GUEST_OF_OURS: Purpose.ACCOMMODATION,
    Basis.SUPERVISED_BY_US: Purpose.SUPERVISION,
    Basis.COMPETENT: Purpose.DECISION,
    Basis.REFERRED_BY: Purpose.REFERRAL,
    Basis.RECEIVED: Purpose.REFERRAL,
    Basis.RECORDED: Purpose.OUTREACH,
    Basis.OFFERED_TO: Purpose.CASEWORK,
    Basis.OWN_SEALED: Purpose.OUTREACH,
    Basis.OWN_ORGANISATION: Purpose.OUTREACH,
    Basis.COVER: Purpose.CASEWORK,
    Basis.CASEWORK: Purpose.CASEWORK,
    Basis.GLASS: Purpose.EMERGENCY,
    Basis.ALL: Purpose.SUPERVISION,
    Basis.GRANT: Purpose.CASEWORK,
}


def basis_of(user: Any, action: str, row: Any) -> Basis:
    """What opens ``row`` to ``user``, own work and that of a colleague they cover for before the role; where no role
    does, it is a grant.
    """
    policies = policies_for(user.roles, noun_of(type(row)), action)
    held = {policy.reach for policy in policies if policy.reach != "role" and ties(user, policy, row)}
    basis = next((basis for basis in Basis if basis.value in held), Basis.GRANT)
    return Basis.COVER if basis in (Basis.CASEWORK, Basis.GRANT) and is_covered(user, row) else basis


def is_covered(user: Any, row: Any) -> bool:
    """Whether the row's case is of a colleague ``user`` covers for."""
    if not user.covers_for:
        return False
    case = row if row._meta.label_lower == "cases.case" else getattr(row, "case", None)
    return case is not None and case.caseworker_id in user.covers_for and case.protection != NAMED


@dataclass(frozen=True)
class OwnCases:
    """Stands where a reach asks for the cases somebody is contact person of: a row says it by the case it is under."""

    user: Any

    def hold(self, row: Any) -> bool:
        field = row._meta.get_field("case")
        if row.case_id is None or field.is_cached(row):
            return row.case is not None and row.case.caseworker_id == self.user.pk
        cases = field.related_model._default_manager
        return bool(cases.filter(pk=row.case_id, caseworker=self.user.pk).exists())


class CoveredCases(OwnCases):
    """The same of the cases somebody covers in."""

    def hold(self, row: Any) -> bool:
        return is_covered(self.user, row)


class Reader:
    """The user as a reach sees them, when it is asked of a row in memory."""

    def __init__(self, user: Any) -> None:
        self.pk, self.organisation_id, self.organisation = user.pk, user.organisation_id, user.organisation
        self.assigned_cases, self.covered_cases = OwnCases(user), CoveredCases(user)
        self.user = user  # for a reach that must ask the database


def ties(user: Any, policy: Policy, row: Any) -> bool:
    """Whether the reach holds and the row is protected no higher; where every level is open nobody asks for it."""
    held = holds(type(row).reaches[policy.reach](Reader(user)), row)
    return held and (policy.up_to == NAMED or holds(up_to(type(row), policy.up_to), row))


def holds(condition: Q, row: Any) -> bool:
    """Whether a condition that ``allowed`` asks of the database is true of a row in memory."""
    parts: list[Any] = list(condition.children)
    answers = [holds(part, row) if isinstance(part, Q) else fits(row, *part) for part in parts]
    return (any(answers) if condition.connector == Q.OR else all(answers)) != condition.negated


def fits(row: Any, path: str, wanted: Any) -> bool:
    """``case__protection__in`` and the like. Only what reaches are made of is understood."""
    *steps, last = path.split("__")
    if last not in {"in", "isnull", "exact", "gt"}:
        steps, last = [*steps, last], "exact"
    if isinstance(wanted, OwnCases):
        return wanted.hold(row)
    value = value_at(row, steps)
    if last == "isnull":
        return bool((value is None) == wanted)
    if last == "gt":
        return bool(value > wanted)
    return bool(value in wanted if last == "in" else value == getattr(wanted, "pk", wanted))


def value_at(row: Any, steps: list[str]) -> Any:
    """The value at the end of a path; a row at its end is its key."""
    for step in steps[:-1]:
        row = getattr(row, step)
    field = row._meta.pk if steps[-1] == "pk" else row._meta.get_field(steps[-1])
    value = getattr(row, field.attname)
    return value.pk if isinstance(value, Model) else value
