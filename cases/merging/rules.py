"""Rules of merging two files that need no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums import CaseStatus, DuplicateVerdict, Protection
from cmm.core.errors import Conflict, RuleError

MERGED = gettext_lazy("One of the two cases is merged already. Nothing was changed.")
GUARDED = [Protection.NORMAL.value, Protection.RESTRICTED.value, Protection.NAMED.value]
# How far the work has come; what is closed has come nowhere while the other file is open.
FURTHER = [
    CaseStatus.INQUIRY.value, CaseStatus.IN_CLARIFICATION.value, CaseStatus.AWAITING_DECISION.value,
    CaseStatus.IN_SUPPORT.value,
]  # fmt: skip


@dataclass(frozen=True)
class File:
    """What of one file decides whether and how it can be merged."""

    status: str
    protection: str
    authority: str
    caseworker: int | None
    organisation: int
    opened_on: date
    closed_on: date | None = None
    is_husk: bool = False
    has_safety_note: bool = True


def check_two(here: File, there: File, *, same_file: bool, verdict: str | None, walled: bool) -> None:
    """Two files that may be one person's at all. ``verdict`` is None where nobody has found them alike.

    Raises RuleError, Conflict.
    """
    if same_file:
        raise RuleError(_("It is the same case. Choose another one."), code="same_file", field="other")
    if here.is_husk or there.is_husk:
        raise Conflict(MERGED, code="merged")
    if here.organisation != there.organisation:
        raise RuleError(_("The cases belong to two organisations."), code="two_organisations", field="other")
    if verdict == DuplicateVerdict.DIFFERENT:
        raise RuleError(
            _("A colleague has judged that they are two persons, and wrote why. They are not merged."),
            code="two_persons",
            field="other",
        )
    if verdict == "":
        raise RuleError(
            _("They are proposed as one person and not judged yet. Judge the proposal first."),
            code="not_judged",
            field="other",
        )
    if walled:
        raise RuleError(
            _("A wall keeps the contact person from one of the cases. Choose another contact person first."),
            code="walled",
        )


def check_standing(here: File, there: File, obstacles: Sequence[str]) -> None:
    """What a constraint forbids, said before it is tried, each with what to do. Raises RuleError."""
    problems = [*obstacles]
    if CaseStatus.AWAITING_DECISION in (here.status, there.status) and here.authority != there.authority:
        problems.append(_("One case waits for a decision by another authority. Have the assessment returned first."))
    leaves = here.status == CaseStatus.IN_CLARIFICATION and status_of(here, there) != here.status
    if leaves and not (here.has_safety_note or there.has_safety_note):
        problems.append(_("Neither case has a safety note. Write one first."))
    if problems:
        raise RuleError(" ".join(problems), code="stands_in_the_way")


def check_choice(*, protection: str, caseworker: int | None, reason: str) -> None:
    """Raises RuleError."""
    if protection == Protection.NAMED and caseworker is None:
        raise RuleError(
            _("A sealed case must have a contact person. Choose one first."), code="nobody_named", field="caseworker"
        )
    if not reason.strip():
        raise RuleError(_("Write what shows that they are one person."), code="reason_missing", field="reason")


def check_undoing(*, stands: bool, merged_on: bool, reason: str) -> None:
    """A merge is undone once, and the last one first. Raises RuleError, Conflict."""
    if not stands:
        raise Conflict(_("Somebody else has just undone it. Nothing was changed."), code="undone")
    if merged_on:
        raise RuleError(_("The case has been merged again since. Undo that merge first."), code="merged_on")
    if not reason.strip():
        raise RuleError(_("Write why they are two persons after all."), code="reason_missing", field="reason")


def status_of(here: File, there: File) -> str:
    """The merged file stands where the work has come furthest, and is closed where both are."""
    standing = [one.status for one in (here, there) if one.status in FURTHER]
    return max(standing, key=FURTHER.index) if standing else CaseStatus.CLOSED.value


def protection_of(here: File, there: File) -> str:
    """The higher of the two."""
    return max(here.protection, there.protection, key=GUARDED.index)
