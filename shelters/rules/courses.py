"""Rules about correcting what was written of a stay's days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cmm.core.errors import RuleError


@dataclass(frozen=True)
class Course:
    """What was true of a stay: its days and, where it is over, why it ended."""

    arrives_on: date
    departs_on: date
    cause: str = ""

    def within(self, other: "Course") -> bool:
        return other.arrives_on <= self.arrives_on and self.departs_on <= other.departs_on


def check_course(*, before: Course, after: Course, is_over: bool, never_came: bool, today: date) -> None:
    """Raises RuleError where the days make no sense, or nothing is corrected."""
    if never_came:
        raise RuleError(_("The person never came. There are no days to correct."), code="never_came")
    if after.departs_on <= after.arrives_on:
        message = _("The departure must come after the arrival.")
        raise RuleError(message, code="backwards", field="departs_on")
    if is_over and after.departs_on > today:
        raise RuleError(_("The date must not lie after today."), code="future", field="departs_on")
    if bool(after.cause) != is_over:
        message = _("Say why the stay ended.") if is_over else _("The stay goes on. It has no cause of its end yet.")
        raise RuleError(message, code="cause", field="cause")
    if (after.arrives_on, after.departs_on, after.cause) == (before.arrives_on, before.departs_on, before.cause):
        raise RuleError(_("That is what stands there already."), code="same", field="arrives_on")


def check_seams(*, before: Course, after: Course, came_from: bool, went_on: bool) -> None:
    """Raises RuleError where nights would be lost or counted twice between two stays of one course."""
    if came_from and after.arrives_on != before.arrives_on:
        message = _("The person came from another place of ours that day. Correct the stay before.")
        raise RuleError(message, code="seam", field="arrives_on")
    if went_on and (after.departs_on, after.cause) != (before.departs_on, before.cause):
        message = _("The person went on to another place of ours that day. The end of this stay cannot be corrected.")
        raise RuleError(message, code="seam", field="departs_on")


def check_family_days(*, after: Course, parent: Course | None, children: Iterable[Course]) -> None:
    """Raises RuleError where a child would have slept there without its parent."""
    if (parent and not after.within(parent)) or not all(child.within(after) for child in children):
        message = _("A child sleeps where its parent does. Correct the other stay of the family first.")
        raise RuleError(message, code="family", field="departs_on")
