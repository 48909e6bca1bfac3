"""Rules about places and stays that need no database."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.enums import CaseStatus, Sex
from cmm.core.errors import Conflict, RuleError
from shelters.enums import ExitCause, NoteKind, RequestState

# A presumed victim under clarification has the same right to a bed as an identified one (domain.md 3).
PLACEABLE = frozenset({CaseStatus.IN_CLARIFICATION, CaseStatus.AWAITING_DECISION, CaseStatus.IN_SUPPORT})
LONGEST = 366  # nights in one request; a longer stay is asked for again
MORNING = 6  # until then it is still last night
BACK_WITHIN = timedelta(days=1)  # after the day somebody did not come back; later a place is asked for
RELEASED_WITHIN = timedelta(days=1)  # after the day of arrival


def night_of(moment: datetime) -> date:
    """The night it is at a local ``moment``: at two o'clock still the one that began yesterday."""
    return moment.date() - timedelta(days=1) if moment.hour < MORNING else moment.date()


def check_placeable(case_status: str) -> None:
    """Raises RuleError unless a person in a case of this status may have a place."""
    if case_status not in PLACEABLE:
        raise RuleError(
            _("Only a person whose case is in clarification or in support can have a place."), code="not_placeable"
        )


def check_wanted(*, wanted_from: date, wanted_to: date, tonight: date) -> None:
    """Raises RuleError at the day that makes no sense."""
    if wanted_from < tonight:
        raise RuleError(_("The first night must not lie before tonight."), code="past", field="wanted_from")
    if wanted_to <= wanted_from:
        raise RuleError(_("The departure must come after the first night."), code="backwards", field="wanted_to")
    if (wanted_to - wanted_from).days > LONGEST:
        message = ngettext(
            "A place can be asked for up to %(nights)s night at a time.",
            "A place can be asked for up to %(nights)s nights at a time.",
            LONGEST,
        )
        raise RuleError(message, code="too_long", params={"nights": LONGEST}, field="wanted_to")


def check_welcome(
    *, sex: str, women_only: bool, children: int = 0, takes_children: bool = True, field: str = "shelter"
) -> None:
    """Raises RuleError where the house is for women and the person is a man, or children follow and it takes none."""
    if children and not takes_children:
        raise RuleError(_("This shelter takes no children. Choose another."), code="no_children", field=field)
    if women_only and sex == Sex.MALE:
        raise RuleError(_("This shelter takes women only. Choose another."), code="women_only", field=field)


def check_secret(*, is_secret: bool) -> None:
    """Raises RuleError where a house has a public address: there is nothing to hide."""
    if not is_secret:
        raise RuleError(_("The address of this shelter is public."), code="not_secret", field="address")


def check_no_street(*, street: str) -> None:
    """Raises RuleError where the address of a secret house is written in the open."""
    if street:
        message = _("The house has a secret address. Leave this empty, and write the address on its own page.")
        raise RuleError(message, code="secret", field="street")


def check_empty(*, is_empty: bool) -> None:
    """Raises RuleError where somebody lives there, is expected or waits for an answer."""
    if not is_empty:
        message = _("Somebody lives here, is expected or waits for an answer. Find them another place first.")
        raise RuleError(message, code="lived_in", field="active")


def check_in_use(*, active: bool) -> None:
    """Raises RuleError where a place or its house went out of use in the meantime."""
    if not active:
        raise RuleError(_("The place is not in use. Choose another."), code="not_in_use", field="unit")


def check_open(*, is_shut: bool) -> None:
    """Raises RuleError where the place is out of use on one of the nights."""
    if is_shut:
        raise RuleError(_("The place is out of use on one of these nights. Choose another."), code="shut", field="unit")


def check_closure(*, first: date, until: date | None, reason: str, is_empty: bool) -> None:
    """Raises RuleError where the days make no sense, nothing says why, or somebody has the place on one of them."""
    if until is not None and until <= first:
        raise RuleError(_("The end must come after the beginning."), code="backwards", field="until")
    if not reason.strip():
        raise RuleError(_("Write why the place is out of use."), code="no_reason", field="reason")
    if not is_empty:
        message = _("Somebody has the place on one of these nights. Find them another place first.")
        raise RuleError(message, code="lived_in", field="first")


def check_still_shut(*, is_shut: bool) -> None:
    """Raises Conflict where a colleague was first, or the days are over."""
    if not is_shut:
        raise Conflict(_("The place is in use again already. Open the page again."), code="open")


def check_unanswered(state: str) -> None:
    """Raises RuleError when the request was answered or withdrawn in the meantime."""
    if state != RequestState.WAITING:
        raise RuleError(
            _("The request was answered in the meantime: %(state)s."),
            code="answered",
            params={"state": RequestState(state).label},
        )


def check_proposed(*, proposed_from: date, wanted_from: date, tonight: date) -> None:
    if proposed_from < tonight:
        raise RuleError(_("The date must not lie before tonight."), code="past", field="proposed_from")
    if proposed_from == wanted_from:
        raise RuleError(
            _("That is the date they asked for. Give a place, or choose another date."),
            code="same_date",
            field="proposed_from",
        )


def check_going_on(*, is_over: bool) -> None:
    if is_over:
        raise RuleError(_("The stay has already ended."), code="over")


def check_departure(*, arrives_on: date, departs_on: date, tonight: date) -> None:
    """Raises RuleError where a planned departure would rewrite nights already slept."""
    if departs_on <= arrives_on:
        raise RuleError(_("The departure must come after the arrival."), code="backwards", field="departs_on")
    if departs_on < tonight:
        raise RuleError(_("The departure must not lie before today."), code="past", field="departs_on")


def check_left(*, cause: str) -> None:
    """Raises RuleError where the person is gone: that is reported, so that the contact person hears of it."""
    if cause == ExitCause.DISAPPEARED:
        raise RuleError(
            _("Choose »Did not come back« instead. Then the contact person is told."), code="reported", field="cause"
        )


def check_end(*, arrives_on: date, on: date, today: date) -> None:
    if on > today:
        raise RuleError(_("The date must not lie after today."), code="future", field="on")
    if on <= arrives_on:
        raise RuleError(
            _("The person has not slept there yet. Choose »Never came« instead."), code="not_slept", field="on"
        )


def check_move(*, arrives_on: date, departs_on: date, on: date, today: date) -> None:
    if on > today:
        raise RuleError(_("The date must not lie after today."), code="future", field="on")
    if not arrives_on <= on < departs_on:
        raise RuleError(_("The move must lie within the stay."), code="outside", field="on")


def can_release(*, arrives_on: date, today: date) -> bool:
    """A place is given back on the day after the arrival at the latest; later the stay is ended instead."""
    return today <= arrives_on + RELEASED_WITHIN


def check_release(*, arrives_on: date, today: date) -> None:
    if not can_release(arrives_on=arrives_on, today=today):
        raise RuleError(_("The person has slept there. End the stay instead."), code="slept")


def check_within(*, day: date, arrives_on: date, last: date, field: str) -> None:
    """Raises RuleError where what is written down lies outside the stay, ``last`` included, or has not come."""
    if day < arrives_on:
        raise RuleError(_("The date must not lie before the arrival."), code="before", field=field)
    if day > last:
        raise RuleError(_("The date must lie within the stay, and not after today."), code="after", field=field)


def check_happened(*, at: datetime, now: datetime, field: str) -> None:
    if at > now:
        raise RuleError(_("The time must not lie after now."), code="future", field=field)


def check_away(*, at: datetime, expected_at: datetime | None) -> None:
    if expected_at is not None and expected_at <= at:
        raise RuleError(_("The return must come after the person left."), code="backwards", field="expected_at")


def check_back(*, back_at: datetime, at: datetime) -> None:
    if back_at < at:
        raise RuleError(_("The person cannot be back before leaving."), code="backwards", field="back_at")


def is_returnable(*, gone_on: date, planned_to: date, tonight: date) -> bool:
    return tonight <= gone_on + BACK_WITHIN and tonight < planned_to


def check_returned(*, gone_on: date, planned_to: date, tonight: date) -> None:
    """Raises RuleError unless the person is back within the day, while the place was still meant for them."""
    if tonight > gone_on + BACK_WITHIN:
        raise RuleError(_("It is too long ago. The person needs a new place: ask the contact person."), code="too_late")
    if tonight >= planned_to:
        raise RuleError(
            _("The stay would have ended by now. The person needs a new place: ask the contact person."), code="over"
        )


def check_note_holds(*, is_open: bool) -> None:
    """Raises Conflict where a colleague was first."""
    if not is_open:
        raise Conflict(_("A colleague has already written what came of it."), code="note_ended")


def check_not_struck(*, is_struck: bool) -> None:
    """Raises Conflict where a colleague was first."""
    if is_struck:
        raise Conflict(_("The line has already been struck out."), code="struck")


def check_correctable(*, kind: str) -> None:
    if kind not in (NoteKind.INCIDENT, NoteKind.ABSENCE):
        raise RuleError(_("This cannot be corrected. Write a note instead."), code="not_correctable")


def check_told(*, must_be_seen: bool, is_addressee: bool) -> None:
    """Raises RuleError unless there is something to see, and it is for whoever says that they have seen it."""
    if not must_be_seen:
        raise Conflict(_("There is nothing more to see here. Open the page again."), code="seen")
    if not is_addressee:
        raise RuleError(_("Only the contact person or a coordinator can say that it is seen."), code="not_yours")
