from django import forms
from django.utils.translation import gettext_lazy as _

from cases.outreach.enums import DayName
from cmm.core.forms import DayField, PlainForm


class HoursForm(PlainForm):
    """When the service day begins, from which day on."""

    starts = forms.TimeField(
        label=_("The day begins at"),
        input_formats=["%H.%M", "%H:%M", "%H"],
        widget=forms.TimeInput(format="%H.%M", attrs={"class": "cmm-short", "autocomplete": "off"}),
        help_text=_("For example 15.00. It ends a minute before, the day after."),
        error_messages={"invalid": _("Write the hour as 15.00.")},
    )
    name = forms.ChoiceField(
        label=_("What do you call it?"),
        choices=DayName.choices,
        widget=forms.RadioSelect,
        help_text=_("It stands on the phone: “Yes, tonight”, or “Yes, same day”."),
    )
    valid_from = DayField(
        label=_("From which day?"), help_text=_("Today or later. Contacts already counted stay where they are.")
    )
