from django import forms
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import FilterForm, PlainForm
from reports import labels
from reports.enums import Crossed, Grouping
from reports.rules import FIRST_YEAR, LEAST_THRESHOLD, MOST_REASON, MOST_THRESHOLD

DIVIDED_BY = ("sex", "age", "form", "citizenship")


class YearForm(PlainForm):
    """Which year's report is asked for. The verb says which years there are."""

    year = forms.IntegerField(
        label=_("Year"),
        help_text=_(
            "From 2007. Years before 2024 are reprinted from published sources; later ones are counted in the register."
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "cmm-short"}),
        error_messages={"required": _("Write a year."), "invalid": _("Write a year with four figures.")},
    )
    why_da = forms.CharField(
        label=_("Why is it corrected? In Danish"),
        required=False,
        max_length=MOST_REASON,
        help_text=_("Only where the year is published already. Everybody can read it in the report: leave out names."),
    )
    why_en = forms.CharField(label=_("The same in English"), required=False, max_length=MOST_REASON)


class DashboardFilter(FilterForm):
    """Which year, and what its persons are divided by. The newest year and sex, where nothing is asked for."""

    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int)
    by = forms.ChoiceField(label=_("Divided by"), required=False)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]
        self.fields["by"].choices = [(name, labels.dimension(name)) for name in DIVIDED_BY]

    def asked_for(self):
        chosen = self.chosen()
        return {"year": chosen.get("year"), "by": chosen.get("by", DIVIDED_BY[0])}


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
    population = forms.ChoiceField(label=_("What is counted"), choices=Crossed)
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
