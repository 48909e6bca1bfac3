"""Rules about places and stays that need no database."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.enums import CaseStatus, Sex
from cmm.core.errors import RuleError
from shelters.enums import RequestState

# A presumed victim under clarification has the same right to a bed as an identified one (domain.md 3).
PLACEABLE = frozenset({CaseStatus.IN_CLARIFICATION, CaseStatus.AWAITING_DECISION, CaseStatus.IN_SUPPORT})
LONGEST = 366  # nights in one request; a longer stay is asked for again
MORNING = 6  # until then it is still last night
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


def check_welcome(*, sex: str, women_only: bool) -> None:
    """Raises RuleError where the house is for women and the person is a man."""
    if women_only and sex == Sex.MALE:
        raise RuleError(_("This shelter takes women only. Choose another."), code="women_only", field="shelter")


def check_secret(*, is_secret: bool) -> None:
    """Raises RuleError where a house has a public address: there is nothing to hide."""
    if not is_secret:
        raise RuleError(_("The address of this shelter is public."), code="not_secret", field="address")


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
