from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.outreach.enums import Answer, StruckAs
from cmm.core.forms import DayField, FourField, PlainForm


class IncidentForm(PlainForm):
    """Something that happened to somebody, told beside any contact."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ModelChoiceField(label=_("What happened?"), queryset=None, empty_label=_("Choose"))
    happened_on = DayField(label=_("When?"))
    nordic = FourField(label=_("Nordic citizen?"))
    reported = FourField(label=_("Reported to the police?"))

    def __init__(self, *args: Any, kinds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = kinds

    def told(self) -> dict[str, Any]:
        answers = {name: Answer(self.cleaned_data[name]) for name in ("nordic", "reported")}
        return self.cleaned_data | answers


class StrikeForm(PlainForm):
    """Why an event does not count."""

    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=[(why, why.label) for why in (StruckAs.TWICE, StruckAs.WRONG)],
        widget=forms.RadioSelect,
    )
