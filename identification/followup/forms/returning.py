from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.countries import country_choices
from cmm.core.forms import DayField, PlainForm
from identification.followup.enums import Partner, ReturnMark
from identification.followup.services import NewReturn


class ReturnForm(PlainForm):
    """Where to, with whose help, and how."""

    country = forms.ChoiceField(label=_("To which country?"))
    partner = forms.ChoiceField(
        label=_("Who helps after the return?"), choices=Partner, widget=forms.RadioSelect, initial=Partner.DRC
    )
    partner_office = forms.CharField(label=_("Which office or local partner?"), required=False, max_length=120)
    plan = forms.CharField(
        label=_("Plan of reintegration"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Housing, income, schooling, medicine. No address in the home country."),
    )
    risks = forms.CharField(
        label=_("Risks in the home country, and what is done about them"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("Choose")), *country_choices()]

    def plan_of_return(self) -> NewReturn:
        return NewReturn(**self.cleaned_data)


class ReturnEventForm(PlainForm):
    mark = forms.ChoiceField(label=_("What happened?"), choices=ReturnMark, widget=forms.RadioSelect)
    on = DayField(label=_("On which day?"), initial=timezone.localdate)
    month = forms.TypedChoiceField(
        label=_("Which month is followed up?"),
        choices=[("", _("Not chosen")), *((number, str(number)) for number in range(1, 7))],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Only where you write that you have followed up. Month 1 is the first after the departure."),
    )
    note = forms.CharField(
        label=_("More about it"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
