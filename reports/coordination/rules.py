"""What must stand in the coordination: who is asked, what is agreed, and how an activity of the plan goes. Pure."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from cmm.core.errors import Conflict, RuleError
from reports.coordination.enums import Progress

KNOWN_FOR = timedelta(days=365)  # a name, a telephone number and an address at work hold about a year


def is_unsure(*, confirmed_on: date, today: date) -> bool:
    """Whether nobody has made sure of a contact for a year."""
    return today - confirmed_on > KNOWN_FOR


def is_overdue(*, due_on: date, done_on: date | None, today: date) -> bool:
    return done_on is None and due_on < today


def check_reachable(*, phone: str, email: str) -> None:
    """A contact can be reached. Raises RuleError."""
    if not (phone.strip() or email.strip()):
        raise RuleError(_("Write a telephone number or an e-mail address."), code="unreachable", field="phone")


def check_standing(*, ended: bool) -> None:
    """Raises Conflict."""
    if ended:
        raise Conflict(_("The contact is taken off the list already."), code="ended")


def check_agreed(*, agreed_on: date, due_on: date, today: date) -> None:
    """It was agreed, and is to be done after that. Raises RuleError."""
    if agreed_on > today:
        raise RuleError(_("The date cannot be after today."), code="in_future", field="agreed_on")
    if due_on < agreed_on:
        raise RuleError(_("It cannot be due before it was agreed."), code="before", field="due_on")


def check_settled(*, done: bool, agreed_on: date, on: date, outcome: str, today: date) -> None:
    """What was agreed ends once, and it is said what came of it. Raises RuleError, Conflict."""
    if done:
        raise Conflict(_("What came of it is already written."), code="settled")
    if not agreed_on <= on <= today:
        raise RuleError(_("Choose a day from the agreement until today."), code="day", field="on")
    if not outcome.strip():
        raise RuleError(_("Write what came of it."), code="no_outcome", field="outcome")


def check_status(*, year: int, first: int, last: int, progress: str, text_da: str, today: date) -> None:
    """A status is of a year of the plan that has begun; what is late or given up says why. Raises RuleError."""
    if not first <= year <= min(last, today.year):
        raise RuleError(_("Choose a year of the plan that has begun."), code="year", field="year")
    if progress in (Progress.DELAYED, Progress.DROPPED) and not text_da.strip():
        raise RuleError(_("Write why."), code="no_reason", field="text_da")


def check_confirming(*, confirmed: bool, is_last: bool, own: bool) -> None:
    """Another than whoever wrote a status confirms it, and only the last of its year. Raises RuleError, Conflict."""
    if confirmed:
        raise Conflict(_("The status is confirmed already."), code="confirmed")
    if not is_last:
        raise Conflict(_("A newer status of the year has taken its place."), code="replaced")
    if own:
        raise RuleError(_("Another than whoever wrote the status confirms it."), code="four_eyes")
