"""Rules about approvals and supervision that need no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from cmm.core.errors import Conflict, RuleError
from shelters.enums import ApprovalStatus

# What lets a house receive somebody: approved, with or without conditions, or no matter for a Socialtilsyn.
HOLDING = frozenset({ApprovalStatus.APPROVED, ApprovalStatus.CONDITIONAL, ApprovalStatus.NOT_REQUIRED})
PLACED = HOLDING - {ApprovalStatus.NOT_REQUIRED}
LAPSES_SOON = timedelta(days=90)


@dataclass(frozen=True)
class Standing:
    """What a Socialtilsyn has said of a house, and for which days; ``until`` is the first that no longer counts."""

    status: str
    since: date
    until: date | None = None

    @property
    def holds(self) -> bool:
        return self.status in HOLDING

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def first_night_without(standings: Iterable[Standing], *, first: date, departure: date) -> date | None:
    """The first night of a stay on which no approval holds; nothing where one holds on every night of it.

    The night of ``first``: the house may not receive the person. A later one: the approval lapses during the stay.
    """
    night = first
    for standing in sorted((one for one in standings if one.holds), key=lambda one: one.since):
        if standing.covers(night):
            if standing.until is None:
                return None
            night = standing.until
    return night if night < departure else None


@dataclass(frozen=True)
class HouseState:
    """What a page says of a house on a day: the decision in force, and when nothing holds any more."""

    status: str  # empty where no decision is in force
    lapses_on: date | None
    day: date

    @property
    def holds(self) -> bool:
        return self.status in HOLDING

    @property
    def is_soon(self) -> bool:
        return self.holds and self.lapses_on is not None and self.lapses_on <= self.day + LAPSES_SOON

    @property
    def label(self) -> str:
        return str(ApprovalStatus(self.status).label) if self.status else _("No decision in force")


def state_on(standings: Iterable[Standing], day: date) -> HouseState:
    rows = list(standings)
    status = next((one.status for one in rows if one.covers(day)), "")
    return HouseState(status, first_night_without(rows, first=day, departure=date.max), day)


def check_received(*, lapsed: bool, refuses: bool, reason: str) -> str:
    """The reason to keep with the stay; none where the house is approved. Raises RuleError."""
    if not lapsed:
        return ""
    if refuses:
        message = _("The shelter has no approval in force on the first night. Choose another.")
        raise RuleError(message, code="not_approved", field="unit")
    if not reason.strip():
        message = _("The shelter has no approval in force on the first night. Write why the person is placed there.")
        raise RuleError(message, code="reason_wanted", field="unapproved_reason")
    return reason.strip()


def check_supervises(*, municipality: int | None, hosts: Iterable[int]) -> None:
    """Raises RuleError where the house lies in the municipality the Socialtilsyn is part of, or nobody knows where."""
    if municipality is None:
        raise RuleError(_("Write first which municipality the shelter lies in."), code="nowhere")
    if municipality in hosts:
        raise RuleError(
            _("A Socialtilsyn does not supervise in its own host municipality. Another one must."), code="own_host"
        )


def check_decision(
    *, status: str, places: int | None, conditions: str, decided_on: date, standing: Standing, today: date
) -> None:
    """Raises RuleError at the fact that is missing or makes no sense."""
    if decided_on > today:
        raise RuleError(_("The date must not lie after today."), code="future", field="decided_on")
    if standing.until is not None and standing.until <= standing.since:
        raise RuleError(_("The end must come after the beginning."), code="backwards", field="valid_to")
    if status in PLACED and not places:
        raise RuleError(_("Write how many places the approval covers."), code="no_places", field="places")
    if status == ApprovalStatus.CONDITIONAL and not conditions:
        raise RuleError(_("Write the conditions."), code="no_conditions", field="conditions")
    if status != ApprovalStatus.CONDITIONAL and conditions:
        message = _("Conditions belong to an approval with conditions.")
        raise RuleError(message, code="conditions", field="conditions")


def check_applied(*, status: str, now: Standing | None) -> None:
    """Raises RuleError where an application would put an approval out of force that still holds."""
    if status == ApprovalStatus.PENDING and now and now.holds:
        raise RuleError(
            _("The shelter has an approval in force. Record the new decision when it has been made."),
            code="holds",
            field="status",
        )


def check_withdrawal(*, standing: Standing, on: date) -> None:
    """Raises RuleError unless the decision is one that can be withdrawn, and holds on that day."""
    if standing.status == ApprovalStatus.WITHDRAWN:
        raise RuleError(_("The approval has already been withdrawn."), code="withdrawn")
    if not standing.covers(on):
        raise RuleError(_("The approval is not in force on this day."), code="outside", field="on")


def check_unheld(*, is_held: bool) -> None:
    """Raises Conflict where a colleague was first."""
    if is_held:
        raise Conflict(
            _("The inspection has already been recorded. What is missing is added as a finding."), code="held"
        )


def check_still_planned(*, is_held: bool, is_cancelled: bool) -> None:
    """Raises Conflict where a colleague was first."""
    check_unheld(is_held=is_held)
    if is_cancelled:
        raise Conflict(_("The inspection has been cancelled. Plan another one."), code="cancelled")


def check_held(*, is_held: bool) -> None:
    if not is_held:
        raise RuleError(_("Findings are added once the inspection has been held."), code="not_held")


def check_says_why(because: str) -> None:
    """Raises RuleError where a planned visit is called off for no reason."""
    if not because.strip():
        raise RuleError(_("Write why the inspection is cancelled."), code="no_reason", field="because")


def check_past(*, on: date, today: date, field: str) -> None:
    if on > today:
        raise RuleError(_("The date must not lie after today."), code="future", field=field)


def check_to_come(*, on: date, today: date) -> None:
    if on < today:
        raise RuleError(_("The date must not lie before today."), code="past", field="planned_on")


def check_follow_up(*, follow_up: str, due_on: date | None, done_on: date | None) -> None:
    """Raises RuleError where something must be done and no day says when, or the other way round."""
    if follow_up and due_on is None:
        raise RuleError(_("Write by which day it must be done."), code="no_day", field="due_on")
    if due_on and not follow_up:
        raise RuleError(_("Write what the shelter must do."), code="nothing", field="follow_up")
    if due_on and done_on and due_on < done_on:
        raise RuleError(_("The date must not lie before the inspection."), code="before", field="due_on")


def check_followed(*, followed: bool) -> None:
    """Raises Conflict where a colleague was first."""
    if followed:
        raise Conflict(_("The follow-up has already been ticked off."), code="followed")


def check_uncorrected(*, is_corrected: bool) -> None:
    """Raises Conflict where a colleague was first."""
    if is_corrected:
        raise Conflict(_("The finding has already been corrected."), code="corrected", field="corrects")
