from django import forms
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import FilterForm, PlainForm
from reports import labels
from reports.rules import FIRST_YEAR

DIVIDED_BY = ("sex", "age", "form", "citizenship")


class YearForm(PlainForm):
    """Which year's report is asked for. The verb says which years there are."""

    year = forms.IntegerField(
        label=_("Year"),
        help_text=_("From 2007. Years before 2024 are reprinted from published sources; later ones become drafts."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "cmm-short"}),
        error_messages={"required": _("Write a year."), "invalid": _("Write a year with four figures.")},
    )


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
