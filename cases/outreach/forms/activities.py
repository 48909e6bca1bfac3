from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.outreach.models import Activity
from cases.outreach.models.activities import MOST_HOURS, MOST_PARTICIPANTS
from cases.outreach.services.activities import CourseFacts
from cmm.core.forms import DayField, PlainForm

HALF = Decimal("0.5")
SHORT = {"class": "cmm-short", "inputmode": "decimal", "autocomplete": "off"}


class ActivityForm(PlainForm):
    """A course or a lecture held for an authority."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ModelChoiceField(label=pgettext_lazy("course", "Kind"), queryset=None, empty_label=_("Choose"))
    held_on = DayField(label=_("Which day?"))
    audience = forms.ModelChoiceField(label=_("For whom?"), queryset=None, empty_label=_("Choose"))
    audience_name = forms.CharField(
        label=_("Which authority?"),
        max_length=120,
        required=False,
        help_text=_("For example the municipality and the department. Not a person's name."),
    )
    theme = forms.CharField(label=pgettext_lazy("course", "Theme"), max_length=120)
    participants = forms.IntegerField(
        label=_("Participants"), min_value=1, max_value=MOST_PARTICIPANTS, widget=forms.TextInput(attrs=SHORT)
    )
    hours = forms.DecimalField(
        label=pgettext_lazy("course", "Hours"),
        max_value=MOST_HOURS,
        min_value=HALF,
        step_size=HALF,
        max_digits=4,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs=SHORT),
        help_text=_("In half hours, for example 2,5."),
    )

    def __init__(self, *args: Any, kinds: Any, audiences: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = kinds
        self.fields["audience"].queryset = audiences

    def facts(self) -> CourseFacts:
        return CourseFacts(**{name: value for name, value in self.cleaned_data.items() if name != "submission_key"})


def said_by(activity: Activity) -> dict[str, Any]:
    names = ("submission_key", "held_on", "audience_name", "theme", "participants", "hours")
    told = {name: getattr(activity, name) for name in names}
    return told | {"kind": activity.kind_id, "audience": activity.audience_id}
