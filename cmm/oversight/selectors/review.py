"""What the log's page opens with: whether the log is whole, and what is worth a look. All of it is known already."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cmm.audit.enums import FindingKind, Stream
from cmm.audit.selectors import findings, head
from cmm.audit.selectors.chain import Head
from cmm.oversight.rules import MEASURES, is_stale
from cmm.oversight.selectors.names import colleagues, named

NEVER, WHOLE, STALE, BROKEN = "never", "whole", "stale", "broken"
SHOWN = 5

# What a fault of the proof says in words.
FAULTS = {
    "deleted": _("is gone"),
    "edited": _("has been changed"),
    "inserted": _("was put in beside the seal"),
    "misdated": _("has another time than when it was written"),
    "sealed twice": _("stands in two blocks"),
    "missing": _("a block is missing"),
    "torn": _("a block does not follow the one before"),
    "without anchor": _("a block has no checksum outside the database"),
    "recomputed": _("a block is another than its checksum outside the database says"),
    "cut": _("the end is cut off"),
    "and more": _("further faults"),
}


@dataclass(frozen=True)
class Fault:
    """One thing the proof found, in words."""

    where: Any
    what: Any
    block: int | None
    row: int | None


@dataclass(frozen=True)
class Verdict:
    """The last proof of the chain, and how far the chain reaches now."""

    state: str
    finding: Any
    head: Head | None

    @property
    def faults(self) -> list[Fault]:
        return [fault_in(one) for one in self.finding.told["first"][:SHOWN]]


def fault_in(told: dict[str, Any]) -> Fault:
    labels = dict(Stream.choices)
    where = labels.get(told["stream"], _("The chain"))
    return Fault(where, FAULTS.get(told["kind"], told["kind"]), told.get("block"), told.get("id"))


def verdict(found: dict[str, Any]) -> Verdict:
    finding = found.get(FindingKind.CHAIN)
    return Verdict(state_of(finding), finding, head())


def state_of(finding: Any) -> str:
    if finding is None:
        return NEVER
    if finding.told["faults"]:
        return BROKEN
    return STALE if is_stale(finding.at, timezone.now()) else WHOLE


MEASURED = {
    "cases": _("%(value)s cases seen; usual is %(usual)s"),
    "times": _("%(value)s looks at somebody; usual is %(usual)s"),
    "not_own": _("%(value)s cases that were not their own; usual is %(usual)s"),
    "odd_hours": _("%(value)s looks out of hours; usual is %(usual)s"),
    "glasses": _("%(value)s cases by emergency access; usual is %(usual)s"),
    "searches": _("%(value)s searches; usual is %(usual)s"),
}


@dataclass(frozen=True)
class Standing:
    """One colleague whose numbers were far from the usual, and which of them."""

    actor_id: int
    name: str
    organisation: str
    told: list[str]


def standing_out(found: dict[str, Any]) -> list[Standing]:
    """Whom the last look at the patterns named, with their names, in one statement."""
    finding = found.get(FindingKind.PATTERNS)
    rows = finding.told["users"][:SHOWN] if finding else []
    people = colleagues(row["user"] for row in rows)
    return [Standing(row["user"], *named(people.get(row["user"])), words_of(row["figures"])) for row in rows]


def words_of(figures: dict[str, list[Any]]) -> list[str]:
    return [
        str(MEASURED[name] % {"value": figures[name][0], "usual": plain(figures[name][1])})
        for name in MEASURES
        if name in figures
    ]


def plain(usual: float) -> str:
    return f"{usual:g}".replace(".", ",")


def what_to_review() -> tuple[Verdict, list[Standing], Any]:
    """The verdict, who stands out, and when that was looked at."""
    found = findings()
    return verdict(found), standing_out(found), found.get(FindingKind.PATTERNS)
