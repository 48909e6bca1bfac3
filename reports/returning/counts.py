"""A figure another authority holds, as plain values: what it is about, and what is said of it."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cmm.core.errors import RuleError
from reports.enums import KnownAs
from reports.rules import FIRST_YEAR

MOST_GROUPINGS = 2  # a published table has three dimensions at most, and the year is one of them


@dataclass(frozen=True)
class Heading:
    """Who is counted, and in which year; a grouping left empty means everybody."""

    population: str
    year: int
    sex: str = ""
    age: str = ""
    form: str = ""
    citizenship: str = ""

    @property
    def groupings(self) -> dict[str, str]:
        told = asdict(self)
        return {name: told[name] for name in ("sex", "age", "form", "citizenship") if told[name]}


@dataclass(frozen=True)
class Stated:
    """The figure or that nobody has it, and who says so where."""

    known_as: str
    value: int | None
    origin: str
    authority: str
    document: str
    received_on: date
    url: str = ""
    note: str = ""


def check_heading(heading: Heading) -> None:
    """Raises RuleError for a year there is no figure of, and for persons split too finely."""
    if heading.year < FIRST_YEAR:
        raise RuleError(
            _("Choose a year from %(first)s on."), code="no_such_year", params={"first": FIRST_YEAR}, field="year"
        )
    if len(heading.groupings) > MOST_GROUPINGS:
        raise RuleError(_("Split the persons in two ways at most."), code="too_fine", field="sex")


def check_stated(stated: Stated, *, year: int, corrects: bool, today: date) -> None:
    """A number or a word why there is none, never both, and never nought for what is not known. Raises RuleError."""
    if stated.known_as == KnownAs.COUNTED and stated.value is None:
        raise RuleError(_("Write the figure, or say that it is not known."), code="no_value", field="value")
    if stated.known_as != KnownAs.COUNTED and stated.value is not None:
        raise RuleError(_("Leave the figure empty when it is not known."), code="value_unknown", field="value")
    if stated.known_as == KnownAs.WITHDRAWN and not corrects:
        raise RuleError(_("Only a correction can take a figure away."), code="nothing_to_withdraw", field="known_as")
    if stated.received_on > today:
        raise RuleError(_("The day has not come yet."), code="in_the_future", field="received_on")
    if stated.received_on.year <= year:
        raise RuleError(
            _("A figure of a year is received when the year is over."), code="year_not_over", field="received_on"
        )


def said(stated: Stated) -> dict[str, Any]:
    """What the log keeps of it: figures of another authority name nobody."""
    return {"known_as": stated.known_as, "value": stated.value, "origin": stated.origin}
