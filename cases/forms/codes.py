from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import DayField, PlainForm


class CodeForm(PlainForm):
    label_da = forms.CharField(label=_("Danish name"), max_length=80)
    label_en = forms.CharField(label=_("English name"), max_length=80)
    counted_as = forms.ModelChoiceField(
        label=_("Counted in the statistics as"),
        queryset=None,
        required=False,
        empty_label=_("Itself"),
        help_text=_("Choose an older entry if the yearly figures are to stay comparable."),
    )

    def __init__(self, *args: Any, entries: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counted_as"].queryset = entries


class RetireForm(PlainForm):
    valid_to = DayField(label=_("Cannot be chosen from"))
