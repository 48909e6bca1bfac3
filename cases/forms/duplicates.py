from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import DuplicateVerdict
from cmm.core.forms import PlainForm


class DuplicateForm(PlainForm):
    verdict = forms.ChoiceField(label=_("Are they one person?"), choices=DuplicateVerdict, widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("What shows it?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3, "class": "cmm-wide"})
    )
