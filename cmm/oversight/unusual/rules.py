"""Which readings stand on the weekly list, and why. Pure: what is known of one reader and one case in a week, in; the
reasons, out. Nothing here says that anybody did wrong: the list asks.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmm.accounts.enums import Role
from cmm.audit.enums import Basis
from cmm.core.errors import RuleError
from cmm.oversight.rules import stands_out
from cmm.oversight.unusual.enums import CLOSING, Asked, Errand, Kind, Reason

# What ties the reader themselves to the case: it is theirs, they cover, somebody gave it to them, or they made it.
# The data protection officer's own pages show no case, only that there is one.
OWN = frozenset(
    {Basis.ASSIGNED, Basis.COVER, Basis.GRANT, Basis.OFFERED_TO, Basis.RECORDED, Basis.OWN_SEALED, Basis.ALL}
)
# What opens it by the role alone. Everything else ties the reader's house, and the house works on it.
ROLE = frozenset({Basis.CASEWORK, Basis.GLASS})
# These work at night.
NIGHT_ROLES = frozenset(
    {Role.POLICE_LIAISON, Role.OUTREACH_WORKER, Role.OUTREACH_LEAD, Role.SHELTER_STAFF, Role.SHELTER_MANAGER}
)
NIGHT_BEGINS, NIGHT_ENDS = 22, 6  # o'clock
RECENT = timedelta(days=28)  # how far back work in the case ties its reader to it, and files are counted
MANY = 12  # files in that time without a word written; five a week reach it, which is 1,230 in five years
GRACE = timedelta(days=14)  # a case that has left is still tidied up after
ENOUGH = 2  # weight at which the reader is asked
DRAWN = 5  # of the others, each week


@dataclass(frozen=True)
class Facts:
    """What is known of one reader and one case in a week."""

    bases: frozenset[str]
    last_read: datetime
    nights: int = 0
    roles: frozenset[str] = frozenset()
    is_protected: bool = False
    has_errand: bool = False  # a task in the case, or the inquiry it came from
    last_wrote: datetime | None = None
    left: datetime | None = None  # when the case left the reader, their house or CMM, whichever was first
    files: int = 0  # others' cases opened lately in which the reader wrote nothing
    usual: float | None = None  # the same of colleagues with the same roles
    is_own_name: bool = False
    is_colleagues_name: bool = False


def is_by_role(facts: Facts) -> bool:
    return bool(facts.bases & ROLE)


def is_tied(facts: Facts) -> bool:
    """A working relation: the case is theirs, they wrote in it lately, or they had an errand in it. What somebody wrote
    before the case left them, or while it was tidied up after, ties them no longer. Emergency access is no relation.
    """
    if Basis.GLASS in facts.bases:
        return False
    return bool(facts.bases & OWN) or facts.has_errand or has_written(facts)


def has_written(facts: Facts) -> bool:
    wrote = facts.last_wrote
    return wrote is not None and (not is_after(facts) or is_long_after(wrote, facts.left))


def is_after(facts: Facts) -> bool:
    return is_long_after(facts.last_read, facts.left)


def is_long_after(moment: datetime, left: datetime | None) -> bool:
    return left is not None and moment > left + GRACE


REASONS: dict[Reason, Callable[[Facts], bool]] = {
    Reason.GLASS: lambda facts: Basis.GLASS in facts.bases,
    Reason.OWN_NAME: lambda facts: facts.is_own_name,
    Reason.COLLEAGUE_NAME: lambda facts: facts.is_colleagues_name,
    Reason.MANY: lambda facts: facts.files >= MANY and (facts.usual is None or stands_out(facts.files, facts.usual)),
    Reason.AFTER_LEFT: is_after,
    # The house that works on it may see a protected case: that is no reason to ask.
    Reason.PROTECTED: lambda facts: facts.is_protected and is_by_role(facts),
    Reason.NIGHT: lambda facts: facts.nights > 0 and not facts.roles & NIGHT_ROLES,
    Reason.NO_ASSIGNMENT: is_by_role,
}
WEIGHTS = {
    Reason.GLASS: 2,
    Reason.OWN_NAME: 3,
    Reason.COLLEAGUE_NAME: 2,
    Reason.MANY: 2,
    Reason.AFTER_LEFT: 2,
    Reason.PROTECTED: 1,
    Reason.NIGHT: 1,
    Reason.NO_ASSIGNMENT: 1,
}
SAMPLES = gettext_lazy("The Data Protection Agency’s catalogue of measures: samples of the log.")
SOURCES: dict[Reason, Any] = {
    Reason.GLASS: gettext_lazy("GDPR article 32: each emergency access is looked at."),
    Reason.OWN_NAME: gettext_lazy(
        "Public Administration Act section 3: nobody handles a matter about themselves or their family."
    ),
    Reason.COLLEAGUE_NAME: gettext_lazy("Public Administration Act section 3, and the colleague’s own private life."),
    Reason.MANY: gettext_lazy("GDPR article 5(1)(b): each look-up has a purpose."),
    Reason.AFTER_LEFT: gettext_lazy("GDPR article 5(1)(b): the purpose has ended."),
    Reason.PROTECTED: gettext_lazy("GDPR article 32: what can hurt most is guarded most."),
    Reason.NIGHT: SAMPLES,
    Reason.NO_ASSIGNMENT: SAMPLES,
}


def reasons_of(facts: Facts) -> list[Reason]:
    """Why the reading stands on the list, the weightiest first; nothing where there is a working relation."""
    return [] if is_tied(facts) else [reason for reason, holds in REASONS.items() if holds(facts)]


def is_asked(reasons: Collection[str]) -> bool:
    """One weighty reason, or two light ones. That nobody had assigned the case asks nobody by itself."""
    return sum(WEIGHTS[Reason(reason)] for reason in reasons) >= ENOUGH


def asked_of(reasons: Sequence[Collection[str]], lot: Random) -> list[Asked]:
    """Who is asked because of the reasons, and of the others a few whom nobody can foresee."""
    asked = [Asked.REASONS if is_asked(one) else Asked.NOT for one in reasons]
    others = [place for place, one in enumerate(asked) if one == Asked.NOT]
    for place in lot.sample(others, min(DRAWN, len(others))):
        asked[place] = Asked.LOT
    return asked


def week_of(day: date) -> str:
    """``2026-W47``, which sorts as weeks follow each other."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


NAMED_WEEK = re.compile(r"(20\d\d)-W(\d\d)")


def days_of(week: str) -> tuple[date, date]:
    """The first and last day of a week by its name."""
    year, number = map(int, NAMED_WEEK.fullmatch(week).groups())  # type: ignore[union-attr]
    monday = date.fromisocalendar(year, number, 1)
    return monday, monday + timedelta(days=6)


def end_of(day: date) -> datetime:
    """When something that ended on ``day`` was surely over."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=UTC)


MOST_SAID = 500
NUMBER = re.compile(r"\d{6}[-\s]?\d{4}")


def check_words(words: str) -> None:
    """The log is never erased: it holds no number of anybody. Raises RuleError at ``words``."""
    if not words.strip():
        raise RuleError(_("Write a few words about it."), code="no_words", field="words")
    if NUMBER.search(words):
        raise RuleError(
            _("Write it without CPR numbers. What you write is never erased."), code="number", field="words"
        )


def check_answer(*, errand: str, words: str, answered: bool) -> None:
    """Raises RuleError."""
    if answered:
        raise RuleError(_("You have answered already. You can add more."), code="answered")
    if errand not in Errand.values:
        raise RuleError(_("Choose one."), code="no_such_errand", field="errand")
    check_words(words)


def check_judging(*, kind: str, by: int, reader: int | None, words: str, closed: bool) -> None:
    """Nobody judges what they have opened themselves. Raises RuleError."""
    if by == reader:
        raise RuleError(_("Somebody else must judge what you have opened yourself."), code="own_reading")
    if closed:
        raise RuleError(_("It has been closed already."), code="closed")
    if kind not in [one.value for one in CLOSING]:
        raise RuleError(_("Choose one."), code="no_such_kind", field="kind")
    check_words(words)


def check_added(*, words: str, answered: bool) -> None:
    """Raises RuleError."""
    if not answered:
        raise RuleError(_("Answer first."), code="unanswered")
    check_words(words)


def state_of(kinds: Collection[str], asked: str) -> str:
    """Where an entry stands, as a word the page has a label for."""
    closing = next((kind for kind in CLOSING if kind in kinds), None)
    if closing:
        return closing.value
    if Kind.ANSWER in kinds:
        return "answered"
    return "waiting" if asked else "unasked"
