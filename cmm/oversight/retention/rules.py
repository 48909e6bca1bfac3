"""For how long a case is kept, from plain facts, and what may be said of it meanwhile."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cmm.accounts.enums import Role
from cmm.core.errors import RuleError
from cmm.oversight.retention.enums import Basis, Category


@dataclass(frozen=True)
class Facts:
    """What a case is kept by."""

    is_child: bool
    is_identified: bool
    is_decided: bool
    closed_on: date | None = None


def category_of(facts: Facts) -> Category:
    """A child's case is a child's whatever was decided: nobody else's is kept longer."""
    if facts.is_child:
        return Category.CHILD
    if facts.is_identified:
        return Category.IDENTIFIED
    return Category.NOT_IDENTIFIED if facts.is_decided else Category.LEFT_EARLY


def kept_until(closed_on: date, years: int) -> date:
    """The same day so many years on; of a 29 February that does not come, the day after."""
    try:
        return closed_on.replace(year=closed_on.year + years)
    except ValueError:
        return date(closed_on.year + years, 3, 1)


def closed_by(today: date, years: int) -> date:
    """The last day on which a case can have closed whose time has run out today."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return date(today.year - years, 2, 28)


@dataclass(frozen=True)
class InForce:
    """For how many years a kind of case is kept today, and what says so."""

    category: str
    years: int
    source: str
    is_settled: bool
    valid_from: date | None = None

    @property
    def category_label(self) -> str:
        return str(Category(self.category).label)

    @property
    def of_street(self) -> bool:
        return self.category == Category.STREET


def in_force(began_with: Iterable[Any], confirmed: Iterable[Any], today: date) -> dict[str, InForce]:
    """Of each kind what was confirmed last of what has begun; where nothing was, what the register began with."""
    found = {one.category: InForce(one.category, one.years, one.source, one.is_settled) for one in began_with}
    begun = [one for one in confirmed if one.valid_from <= today]
    for one in sorted(begun, key=lambda one: (one.valid_from, one.settled_at)):
        found[one.category] = InForce(one.category, one.years, one.source, True, one.valid_from)
    return found


MOST_YEARS = 100
PAIR = {
    Role.CMM_COORDINATOR.value: Role.DATA_PROTECTION_OFFICER.value,
    Role.DATA_PROTECTION_OFFICER.value: Role.CMM_COORDINATOR.value,
}


def part_of(roles: Collection[str]) -> str:
    """Which of the two somebody proposes as."""
    return next(role for role in PAIR if role in roles)


def may_confirm(proposed_by: int, proposed_as: str, by: int, roles: Collection[str]) -> bool:
    return by != proposed_by and PAIR[proposed_as] in roles


def check_change(*, years: int, source: str, valid_from: date, today: date) -> None:
    """Some years, what says so, and a day that has not been: what was due yesterday stays so. Raises RuleError."""
    if not 1 <= years <= MOST_YEARS:
        raise RuleError(_("Between 1 and 100 years."), code="years", field="years")
    if not source.strip():
        raise RuleError(_("Write which provision or decision says so."), code="no_source", field="source")
    if valid_from < today:
        raise RuleError(_("The day has passed. Choose today or a later day."), code="past", field="valid_from")


def check_pair(
    *, waits: bool, proposed_by: int = 0, proposed_as: str = "", by: int = 0, roles: Collection[str] = ()
) -> None:
    """What waits is confirmed by the other of the two. Raises RuleError."""
    if not waits:
        raise RuleError(_("Somebody has answered meanwhile."), code="settled")
    if proposed_as and not may_confirm(proposed_by, proposed_as, by, roles):
        raise RuleError(
            _("A coordinator and the data protection officer agree on it: the other of the two confirms."), code="pair"
        )


def check_counted(*, basis: str, uncounted: Collection[int]) -> None:
    """Time alone takes no case before the years it counts in stand frozen in a report: the figures could never be made
    again, and a wait of months harms nobody. A right to erasure waits for no table. Raises RuleError.
    """
    if basis == Basis.TERM and uncounted:
        years = ", ".join(map(str, sorted(uncounted)))
        raise RuleError(
            _("The case counts in %(years)s, which no yearly report has counted yet. It goes when one has.")
            % {"years": years},
            code="uncounted",
            field="basis",
        )


def check_reason(reason: str, *, field: str = "reason") -> None:
    if not reason.strip():
        raise RuleError(_("Write why."), code="no_reason", field=field)


def check_proposal(*, basis: str, closed_on: date | None, until: date | None, today: date, held: bool) -> None:
    """A case that is closed and not held, whose time has run out where that is why it goes. Raises RuleError."""
    if closed_on is None:
        raise RuleError(_("The case is not closed. Close it first."), code="not_closed")
    if held:
        raise RuleError(_("There is a hold on the case. It is not destroyed while the hold stands."), code="held")
    if basis == Basis.TERM and (until is None or until > today):
        raise RuleError(_("The time it is kept has not run out."), code="not_due", field="basis")


def check_settling(*, waits: bool, by: int, proposed_by: int, held: bool, approves: bool) -> None:
    """Nobody approves what they have proposed themselves. Raises RuleError."""
    if not waits:
        raise RuleError(_("The proposal has already been settled."), code="settled")
    if approves and by == proposed_by:
        raise RuleError(_("Another than who proposed it approves."), code="own_proposal")
    if approves and held:
        raise RuleError(_("There is a hold on the case. It is not destroyed while the hold stands."), code="held")
