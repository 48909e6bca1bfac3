from django import forms
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import PlainForm


class JournalForm(PlainForm):
    title = forms.CharField(label=_("Subject"), max_length=120)
    text = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=20_000,
        help_text=_("What was said and done, and what it means for the case. It cannot be changed afterwards."),
    )
