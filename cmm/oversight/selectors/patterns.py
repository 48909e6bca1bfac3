"""What each colleague has seen in a period, beside what is usual among those with the same roles."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cmm.accounts.enums import Role
from cmm.accounts.models import RoleAssignment
from cmm.audit.selectors import patterns
from cmm.oversight.rules import MEASURES, stands_out, usual_of
from cmm.oversight.selectors.names import colleagues, named

# The measures as columns.
LABELS = {
    "cases": _("Cases"),
    "times": _("Look-ups"),
    "not_own": _("Not own cases"),
    "odd_hours": _("Out of hours"),
    "glasses": _("By emergency access"),
    "searches": _("Searches"),
}


@dataclass(frozen=True)
class Figure:
    """One number, what is usual among colleagues (None where they are too few), and whether it is far from that."""

    value: int
    usual: float | None

    @property
    def stands_out(self) -> bool:
        return stands_out(self.value, self.usual)


@dataclass(frozen=True)
class Pattern:
    """One colleague's period in numbers."""

    actor_id: int
    name: str
    organisation: str
    roles: frozenset[str]
    figures: dict[str, Figure]

    @property
    def roles_label(self) -> str:
        return ", ".join(str(Role(role).label) for role in Role.values if role in self.roles)

    @property
    def cells(self) -> list[dict[str, Any]]:
        """The numbers as the columns of a row."""
        return [{"label": label, "figure": self.figures[name]} for name, label in LABELS.items()]

    @property
    def standing_out(self) -> list[str]:
        return [measure for measure in MEASURES if self.figures[measure].stands_out]


def period_of(days: int) -> tuple[datetime, datetime]:
    now = timezone.now()
    return now - timedelta(days=days), now


def patterns_in(since: datetime, until: datetime) -> list[Pattern]:
    """Everybody who has seen somebody, in three statements whatever their number."""
    rows = list(patterns(since, until))
    people, roles = colleagues(row["actor_id"] for row in rows), roles_of(row["actor_id"] for row in rows)
    usual = usual_by_roles(rows, roles)
    return [
        Pattern(
            row["actor_id"],
            *named(people.get(row["actor_id"])),
            roles[row["actor_id"]],
            {name: Figure(row[name], usual[roles[row["actor_id"]]][name]) for name in MEASURES},
        )
        for row in rows
    ]


def roles_of(numbers: Iterable[int]) -> dict[int, frozenset[str]]:
    """The roles each account has now; those without any have none."""
    held: dict[int, set[str]] = defaultdict(set)
    wanted = list(numbers)
    rows = RoleAssignment.objects.filter(user__in=wanted, ended_at__isnull=True)
    for user_id, role in rows.values_list("user_id", "role"):
        held[user_id].add(role)
    return {number: frozenset(held[number]) for number in wanted}


def usual_by_roles(
    rows: list[dict[str, Any]], roles: dict[int, frozenset[str]]
) -> dict[frozenset[str], dict[str, float | None]]:
    alike: dict[frozenset[str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        alike[roles[row["actor_id"]]].append(row)
    return {
        group: {name: usual_of(member[name] for member in members) for name in MEASURES}
        for group, members in alike.items()
    }


def in_order(found: list[Pattern], order: str) -> list[Pattern]:
    """Sorted by a measure or by name; with a minus the other way round. Ties stand by name."""
    name = order.removeprefix("-")
    by_name = sorted(found, key=lambda one: (one.name, one.actor_id), reverse=order == "-name")
    if name not in MEASURES:
        return by_name
    return sorted(by_name, key=lambda one: one.figures[name].value, reverse=order.startswith("-"))
