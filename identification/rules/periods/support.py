"""Support after a prepared return: up to six calendar months from the day of departure (domain.md 1.6)."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.enums import CaseStatus
from cmm.core.errors import RuleError
from identification.rules.periods.derivation import Line, on_day
from identification.rules.periods.versions import LEGAL_VERSIONS, LegalVersion, version_on


@dataclass(frozen=True)
class AfterReturn:
    """What support after a return comes to; nothing of it is ever stored but the day of departure."""

    version: LegalVersion
    departed_on: date
    until: date

    @property
    def total(self) -> int:
        return (self.until - self.departed_on).days

    def used(self, today: date) -> int:
        return min(self.total, max(0, (today - self.departed_on).days))

    def left(self, today: date) -> int:
        return self.total - self.used(today)

    def is_over(self, today: date) -> bool:
        return self.until < today


def after_return(departed_on: date, versions: Iterable[LegalVersion] = LEGAL_VERSIONS) -> AfterReturn:
    """By the rule in force on the day of departure."""
    version = version_on(departed_on, versions)
    return AfterReturn(version, departed_on, support_until(departed_on, version.support_months))


def support_until(departed_on: date, months: int) -> date:
    """The same day of the month, or the month's last where it has no such day: 31 August gives 28 or 29 February."""
    number = departed_on.month - 1 + months
    year, month = departed_on.year + number // 12, number % 12 + 1
    return date(year, month, min(departed_on.day, monthrange(year, month)[1]))


def support_derivation(support: AfterReturn) -> list[Line]:
    """Why is this the date?"""
    months, source = support.version.support_months, support.version.support_source
    given = ngettext(
        "The rule gives support for up to %(months)s month after return: %(source)s.",
        "The rule gives support for up to %(months)s months after return: %(source)s.",
        months,
    )
    words = {"months": months, "source": source or _("no source is written in the rule")}
    return [
        Line(support.departed_on, _("the person left. Support after return is counted from this day.")),
        Line(None, given % words),
        Line(None, _("%(day)s is the last day.") % {"day": on_day(support.until)}),
        Line(
            None, _("It is the same day of the month, or the last of a month that has no such day. Nothing moves it.")
        ),
    ]


def check_departure(*, on: date, opened_on: date, today: date) -> None:
    """Nobody has left tomorrow, or before the case was opened. Raises RuleError."""
    if on > today:
        raise RuleError(gettext_lazy("The date cannot be after today."), code="in_future", field="on")
    if on < opened_on:
        raise RuleError(
            gettext_lazy("The date cannot be before the case was opened (%(day)s)."),
            code="before_case",
            params={"day": on_day(opened_on)},
            field="on",
        )


def check_no_departure(*, standing: bool, status: str) -> None:
    """One day of departure stands in an open case; another takes its place by correcting it. Raises RuleError."""
    if status == CaseStatus.CLOSED:
        raise RuleError(gettext_lazy("The case is closed. It can be taken up again."), code="closed")
    if standing:
        raise RuleError(
            gettext_lazy("A day of departure is already recorded. Correct that one."), code="already", field="on"
        )


def check_why(reason: str) -> None:
    if not reason.strip():
        raise RuleError(gettext_lazy("Write why it is corrected."), code="reason_missing", field="reason")
