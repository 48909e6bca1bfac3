"""What a house writes down from day to day, as short as it can be."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from cmm.core.forms import DayField, MomentField, PlainForm
from shelters.enums import StrikeReason
from shelters.forms.requests import UnitField
from shelters.models.daily import MOST_MINUTES


class ServiceForm(PlainForm):
    """One line: what, which day, and Enter. The key makes that the same line sent twice is stored once."""

    kind = forms.ModelChoiceField(label=gettext_lazy("Service"), queryset=None)
    given_on = DayField(label=gettext_lazy("Day"), help_text="")
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        min_value=1,
        max_value=MOST_MINUTES,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    note = forms.CharField(label=gettext_lazy("Remark"), max_length=200, required=False)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kinds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = kinds


class StrikeForm(PlainForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why is it struck out?"), choices=StrikeReason, widget=forms.RadioSelect
    )


def story_field(label: Any, *, required: bool) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, required=required, widget=forms.Textarea(attrs={"rows": 4}))


class IncidentForm(PlainForm):
    at = MomentField(label=gettext_lazy("When it happened"))
    text = story_field(gettext_lazy("What happened, and what you did"), required=True)


class AbsenceForm(PlainForm):
    at = MomentField(label=gettext_lazy("Left"))
    expected_at = MomentField(
        label=gettext_lazy("Expected back"),
        required=False,
        help_text=gettext_lazy("Leave it empty if nothing is agreed."),
    )
    text = story_field(gettext_lazy("Where to, and with whom"), required=False)


class BackForm(PlainForm):
    back_at = MomentField(label=gettext_lazy("Came back"))


class GoneForm(PlainForm):
    """The night is written already, and the text may wait."""

    on = DayField(
        label=gettext_lazy("The first night the person did not sleep here"),
    )
    text = story_field(gettext_lazy("Last seen, and what makes you worry"), required=False)


class ReturnForm(PlainForm):
    unit = UnitField(label=gettext_lazy("Place"), name_shelter=True)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


NOTE_FORMS = {"incident": IncidentForm, "absence": AbsenceForm}
