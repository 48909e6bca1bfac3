from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import CodeList
from cases.selectors import codes
from cmm.core.forms import DayField, PlainForm
from identification.followup.enums import CriminalStep, Provision
from identification.followup.services import NewCriminalEvent


class CriminalForm(PlainForm):
    """A day, a section and a number. There is no room for a name."""

    step = forms.ChoiceField(label=_("What happened?"), choices=CriminalStep, widget=forms.RadioSelect)
    happened_on = DayField(label=_("On which day?"), initial=timezone.localdate)
    provision = forms.ChoiceField(label=_("Which section?"), choices=Provision, widget=forms.RadioSelect)
    case_number = forms.CharField(
        label=_("Their case number"),
        max_length=30,
        help_text=_("The number alone, for example 0100-83966-00012-26. No names of whoever is suspected."),
    )
    district = forms.ModelChoiceField(label=_("Police district"), queryset=None, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = codes(CodeList.POLICE_DISTRICT)

    def event(self) -> NewCriminalEvent:
        return NewCriminalEvent(**self.cleaned_data)
