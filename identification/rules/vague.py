"""Dates that are known to the month, to the year, or about."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from identification.enums import Precision

ABOUT = re.compile(r"^(?:ca\.?|cirka|omkring|about)\s+", re.IGNORECASE)
WRITTEN = (
    (Precision.DAY, re.compile(r"^(?P<d>\d{1,2})[-./ ](?P<m>\d{1,2})[-./ ](?P<y>\d{4})$")),
    (Precision.DAY, re.compile(r"^(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})$")),
    (Precision.MONTH, re.compile(r"^(?P<m>\d{1,2})[-./ ](?P<y>\d{4})$")),
    (Precision.YEAR, re.compile(r"^(?P<y>\d{4})$")),
)


@dataclass(frozen=True)
class Vague:
    """A date as exactly as somebody knows it: the first day it can be, and how exact that is."""

    on: date | None = None
    precision: str = Precision.UNKNOWN.value

    @property
    def last(self) -> date | None:
        """The last day it can be; what is about has no last day."""
        if self.on is None or self.precision == Precision.ABOUT:
            return None
        if self.precision == Precision.MONTH:
            return self.on.replace(day=monthrange(self.on.year, self.on.month)[1])
        return date(self.on.year, 12, 31) if self.precision == Precision.YEAR else self.on


UNKNOWN = Vague()


def read(text: str) -> Vague | None:
    """What somebody wrote: 12-05-2026, 05-2026, 2026, or one of them with "ca." before it. None where it is no date."""
    said = text.strip()
    if not said:
        return UNKNOWN
    exact = ABOUT.sub("", said)
    for precision, pattern in WRITTEN:
        if found := pattern.match(exact):
            parts = {name: int(number) for name, number in found.groupdict().items()}
            try:
                on = date(parts["y"], parts.get("m", 1), parts.get("d", 1))
            except ValueError:
                return None
            return Vague(on, Precision.ABOUT.value if exact != said else precision.value)
    return None


def written(vague: Vague, *, as_typed: bool = False) -> str:
    """The date as exactly as it is known, in words or as it is typed; empty where it is not known.

    What is about the first of a month is about the month, and about the first of January about the year.
    """
    on = vague.on
    if on is None:
        return ""
    is_about, is_year = vague.precision == Precision.ABOUT, (on.month, on.day) == (1, 1)
    if vague.precision == Precision.YEAR or (is_about and is_year):
        said = f"{on.year}"
    elif vague.precision == Precision.MONTH or (is_about and on.day == 1):
        said = f"{on:%m-%Y}" if as_typed else date_format(on, "F Y")
    else:
        said = f"{on:%d-%m-%Y}" if as_typed else date_format(on, "j. F Y")
    return (f"ca. {said}" if as_typed else _("about %(day)s") % {"day": said}) if is_about else said
