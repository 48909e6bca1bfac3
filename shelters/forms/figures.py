"""Which period, and which payer."""

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy

from cmm.core.forms import FilterForm
from shelters.enums import Payer
from shelters.rules import Days, month_of

SINCE = 2007  # the first year of the action plan's places; nobody was placed before
UNSETTLED = "unsettled"
QUARTERS = [
    ("q1", gettext_lazy("1st quarter")),
    ("q2", gettext_lazy("2nd quarter")),
    ("q3", gettext_lazy("3rd quarter")),
    ("q4", gettext_lazy("4th quarter")),
]


class YearForm(FilterForm):
    """A year there can be stays in."""

    year = forms.TypedChoiceField(label=gettext_lazy("Year"), required=False, coerce=int)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in range(today.year, SINCE - 1, -1)]


class PeriodForm(YearForm):
    """A year, one of its quarters, or one of its months."""

    part = forms.ChoiceField(
        label=gettext_lazy("Part of the year"),
        required=False,
        choices=[("", gettext_lazy("The whole year")), *QUARTERS, *((f"m{n}", name) for n, name in MONTHS.items())],
    )

    def period(self, today: date) -> Days:
        """What was asked for; this year, where nothing was."""
        chosen = self.chosen()
        year, part = chosen.get("year", today.year), chosen.get("part", "")
        if part.startswith("m"):
            return month_of(date(year, int(part[1:]), 1))
        if part:
            last = 3 * int(part[1:])
            return Days(date(year, last - 2, 1), month_of(date(year, last, 1)).until)
        return Days(date(year, 1, 1), date(year + 1, 1, 1))


class InvoiceForm(YearForm):
    """A month and a payer."""

    month = forms.TypedChoiceField(label=gettext_lazy("Month"), required=False, coerce=int, choices=MONTHS.items())
    payer = forms.ChoiceField(
        label=gettext_lazy("Payer"),
        required=False,
        choices=[
            ("", gettext_lazy("Every payer")),
            *Payer.choices,
            (UNSETTLED, gettext_lazy("Payer not settled")),
        ],
    )

    def month_asked(self) -> Days:
        chosen = self.chosen()
        return month_of(date(chosen.get("year", self.initial["year"]), chosen.get("month", self.initial["month"]), 1))

    def payer_asked(self) -> str | None:
        payer = self.chosen().get("payer")
        return "" if payer == UNSETTLED else payer


def last_month(today: date) -> dict[str, int]:
    """The month that is over is the one to invoice."""
    month = today.month - 1 or 12
    return {"year": today.year - (today.month == 1), "month": month}
