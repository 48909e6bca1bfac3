from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import CodeList
from cases.selectors import codes
from cmm.core.forms import DayField, PlainForm
from identification.followup.enums import SupportStatus
from identification.followup.services import NewSupport


class SupportForm(PlainForm):
    """One line of the support plan; with a line that stands, what it says from now on."""

    theme = forms.ModelChoiceField(label=_("Theme"), queryset=None)
    need = forms.CharField(label=_("What does the person need?"), max_length=300)
    goal = forms.CharField(label=_("What is the goal?"), max_length=300)
    who = forms.CharField(
        label=_("Who does something about it?"),
        max_length=120,
        help_text=_("For example: the contact person, or Aarhus Kommune."),
    )
    begins_on = DayField(label=_("From"), initial=timezone.localdate)
    due_on = DayField(label=_("By"), required=False)
    status = forms.ChoiceField(
        label=_("How far is it?"), choices=SupportStatus, widget=forms.RadioSelect, initial=SupportStatus.PLANNED
    )
    note = forms.CharField(
        label=_("How does it go?"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, keep: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = codes(CodeList.SUPPORT_THEME, keep=keep)

    def support(self) -> NewSupport:
        return NewSupport(**self.cleaned_data)
