"""A prepared return: what leads on to what, where it stands, and which months are followed up."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cmm.core.errors import RuleError
from identification.followup.enums import ReturnMark, ReturnState
from identification.rules.periods.support import support_until

MARK, STATE = ReturnMark, ReturnState
ENDS = (MARK.COMPLETED, MARK.INTERRUPTED)
AFTER_DEPARTURE = (MARK.ARRIVED, MARK.CONTACT, MARK.COMPLETED)
# What each mark makes of a return, and what must have happened before it.
MAKES = {
    MARK.OFFERED: STATE.OFFERED,
    MARK.ACCEPTED: STATE.ACCEPTED,
    MARK.DECLINED: STATE.DECLINED,
    MARK.PLANNED: STATE.PLANNED,
    MARK.ARRIVED: STATE.IN_REINTEGRATION,
    MARK.CONTACT: STATE.IN_REINTEGRATION,
    MARK.COMPLETED: STATE.COMPLETED,
    MARK.INTERRUPTED: STATE.INTERRUPTED,
}
FOLLOWS = {
    MARK.OFFERED: (STATE.NONE, STATE.DECLINED, STATE.INTERRUPTED),
    MARK.ACCEPTED: (STATE.OFFERED, STATE.DECLINED),
    MARK.DECLINED: (STATE.OFFERED, STATE.ACCEPTED, STATE.PLANNED),
    MARK.RISK: (STATE.OFFERED, STATE.ACCEPTED, STATE.PLANNED),
    MARK.PLANNED: (STATE.ACCEPTED, STATE.PLANNED),
    MARK.ARRIVED: (STATE.DEPARTED, STATE.IN_REINTEGRATION),
    MARK.CONTACT: (STATE.DEPARTED, STATE.IN_REINTEGRATION),
    MARK.COMPLETED: (STATE.DEPARTED, STATE.IN_REINTEGRATION),
    MARK.INTERRUPTED: (STATE.OFFERED, STATE.ACCEPTED, STATE.PLANNED, STATE.DEPARTED, STATE.IN_REINTEGRATION),
}


@dataclass(frozen=True)
class Happened:
    """A mark, its day, and the month it follows up."""

    mark: str
    on: date
    month: int | None = None


@dataclass(frozen=True)
class Month:
    """One of the months of support after a return: the day it is over, and the day somebody followed it up."""

    number: int
    due: date
    done_on: date | None

    def is_late(self, today: date) -> bool:
        return self.done_on is None and self.due < today


def state_of(marks: Collection[Happened], departed_on: date | None) -> ReturnState:
    """In the order of their days; the day of departure counts before what happened on it."""
    state, gone = STATE.NONE, False
    for one in sorted(marks, key=lambda each: each.on):
        if departed_on and not gone and one.on >= departed_on:
            state, gone = STATE.DEPARTED, True
        state = MAKES.get(MARK(one.mark), state)
    return STATE.DEPARTED if departed_on and not gone else state


def months_of(marks: Collection[Happened], departed_on: date | None, months: int) -> list[Month]:
    """The months of support after the departure, each with the day it was followed up."""
    done = {one.month: one.on for one in marks if one.mark == MARK.CONTACT}
    whole = range(1, months + 1) if departed_on else ()
    return [Month(number, support_until(departed_on, number), done.get(number)) for number in whole if departed_on]


def next_month(months: Collection[Month]) -> Month | None:
    return next((month for month in months if month.done_on is None), None)


def awaited(marks: Collection[Happened], departed_on: date, months: int) -> Month | None:
    """The month to follow up next, while the return is neither completed nor interrupted."""
    if state_of(marks, departed_on) in (STATE.COMPLETED, STATE.INTERRUPTED):
        return None
    return next_month(months_of(marks, departed_on, months))


def check_mark(new: Happened, *, marks: Collection[Happened], departed_on: date | None, months: int) -> None:
    """It leads on from where the return stood that day. Raises RuleError."""
    if new.mark in AFTER_DEPARTURE and (departed_on is None or new.on < departed_on):
        raise RuleError(
            _("Record the day of departure first, and nothing of what comes after it before that day."),
            code="not_departed",
            field="on",
        )
    stood = state_of([one for one in marks if one.on <= new.on], departed_on if gone_by(departed_on, new.on) else None)
    if stood not in FOLLOWS[MARK(new.mark)]:
        raise RuleError(
            _("It does not follow from where the return stood that day: %(state)s.") % {"state": stood.label},
            code="does_not_follow",
            field="mark",
        )
    check_month(new, marks=marks, months=months)


def gone_by(departed_on: date | None, day: date) -> bool:
    return departed_on is not None and departed_on <= day


def check_month(new: Happened, *, marks: Collection[Happened], months: int) -> None:
    """A month is followed up once, and only following up is of a month. Raises RuleError."""
    if (new.mark == MARK.CONTACT) != (new.month is not None):
        raise RuleError(_("Choose the month that is followed up, and only then."), code="month", field="month")
    if new.month is not None and not 1 <= new.month <= months:
        raise RuleError(
            _("Support goes on for %(months)s months.") % {"months": months}, code="too_late", field="month"
        )
    if new.month is not None and any(one.month == new.month for one in marks):
        raise RuleError(_("That month is already followed up."), code="twice", field="month")
