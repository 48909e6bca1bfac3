from django import forms
from django.utils.translation import gettext_lazy as _

from cases.leaving.forms import LeavingForm
from cmm.core.forms import DayField
from identification.enums import SendingWay


class LetterForm(LeavingForm):
    """What is written for this letter; the rest comes from the decision."""

    reason = forms.CharField(
        label=_("Why it was decided so"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("To the person, in plain words and in the language of the letter. Name nobody else."),
    )
    advice = forms.CharField(
        label=_("What the person can do, if they disagree"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class SendingForm(LeavingForm):
    """How the person got the letter, and when."""

    how = forms.ChoiceField(label=_("How the person got the letter"), choices=SendingWay, widget=forms.RadioSelect)
    on = DayField(label=_("When"))
