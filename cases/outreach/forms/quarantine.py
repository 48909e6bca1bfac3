from django import forms
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import PlainForm


class LeaveForm(PlainForm):
    """Why a contact that was put aside is not counted."""

    why = forms.CharField(
        label=_("Why is it not counted?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
