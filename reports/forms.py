from django import forms
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import FilterForm, PlainForm
from reports.enums import Grouping
from reports.rules import FIRST_YEAR, LEAST_THRESHOLD, MOST_THRESHOLD


class YearForm(PlainForm):
    """Which year's report is asked for. The verb says which years there are."""

    year = forms.IntegerField(
        label=_("Year"),
        help_text=_("From 2007. Years before 2024 are reprinted from published sources; later ones become drafts."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "cmm-short"}),
        error_messages={"required": _("Write a year."), "invalid": _("Write a year with four figures.")},
    )


class HistoryFilter(FilterForm):
    """Narrows the historical figures."""

    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int)
    source = forms.ChoiceField(label=_("Source"), required=False)

    def __init__(self, *args, years, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("All")), *((year, str(year)) for year in years if year >= FIRST_YEAR - 5)]
        self.fields["source"].choices = [("", _("All")), *sources]


class TableForm(PlainForm):
    """Which table of its own is made."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, help_text=_("Years with a published edition."))
    down = forms.ChoiceField(label=_("Rows"), choices=[("", _("Choose")), *Grouping.choices])
    across = forms.ChoiceField(label=_("Columns"), choices=[("", _("Choose")), *Grouping.choices])

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("Choose")), *((year, str(year)) for year in years)]


class ThresholdForm(PlainForm):
    """From how many persons on a figure is shown."""

    value = forms.IntegerField(
        label=_("Smallest figure shown"),
        min_value=LEAST_THRESHOLD,
        max_value=MOST_THRESHOLD,
        help_text=_("Smaller figures are withheld, zero too. At least 3; 5 until another is settled."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "cmm-short"}),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)
