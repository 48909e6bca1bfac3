from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.enums import CodeList
from cases.models import Code
from cases.outreach.halves import half_of
from cases.outreach.models import Venue
from cases.outreach.selectors.pieces import Asked
from cases.outreach.week import Span
from cmm.core.forms import DayField, FilterForm

LISTS = {
    "venue_type": CodeList.VENUE_TYPE,
    "municipality": CodeList.MUNICIPALITY,
    "contact_type": CodeList.CONTACT_TYPE,
}
LONGEST = timedelta(days=731)  # two years; the figures of a longer period are put together from files


class FiguresForm(FilterForm):
    """Which service days, and which contacts of them. Only places the organisation has can be asked for."""

    start = DayField(label=_("From"), required=False, help_text="")
    end = DayField(label=_("To and including"), required=False, help_text="")
    venue_type = forms.ChoiceField(label=_("Kind of venue"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    contact_type = forms.ChoiceField(label=_("Kind of contact"), required=False)

    def __init__(self, *args: Any, codes: Iterable[Code], venues: Iterable[Venue], today: date, **kwargs: Any) -> None:
        self.codes = {(code.list, code.code): code for code in codes}
        half = half_of(today)
        self.usual = Span(half.first, half.last)
        super().__init__(*args, **kwargs)
        places = list(venues)
        kept = {venue.venue_type_id for venue in places} | {venue.municipality_id for venue in places}
        self._offer("venue_type", _("All kinds of venue"), kept)
        self._offer("municipality", _("All municipalities"), kept)
        self._offer("contact_type", _("All kinds of contact"), {code.pk for code in self.codes.values()})

    def _offer(self, name: str, every: Any, kept: set[int | None]) -> None:
        of_list = [code for (code_list, _code), code in self.codes.items() if code_list == LISTS[name]]
        self.fields[name].choices = [("", every), *((code.code, code.label) for code in of_list if code.pk in kept)]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        first, last = told.get("start"), told.get("end")
        if first and last and abs(last - first) > LONGEST:
            raise ValidationError({"end": _("The figures of at most two years can be shown at once.")}, code="too_long")
        return told

    def asked_of(self) -> Asked:
        """What was understood; this half-year where no days were."""
        chosen = self.chosen() if self.is_bound else {}
        codes = {name: self.codes[where, chosen[name]] for name, where in LISTS.items() if name in chosen}
        return Asked(self._span(chosen.get("start"), chosen.get("end")), **codes)

    def _span(self, first: date | None, last: date | None) -> Span:
        """With one end only, the half-year from or up to it."""
        if first and last:
            return Span(min(first, last), max(first, last))
        if first:
            return Span(first, first + timedelta(days=181))
        return Span(last - timedelta(days=181), last) if last else self.usual
