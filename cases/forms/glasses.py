from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import GlassCategory, GlassVerdict
from cases.rules import LEAST_REASON
from cmm.core.forms import PlainForm


class CaseNumberField(forms.RegexField):
    """A case number as people type it: small letters and spaces around it are forgiven."""

    default_error_messages = {"invalid": _("Write the number as in CMM-2026-0042.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(r"^[A-Z]{1,8}-[0-9]{4}-[0-9]{4,8}$", **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).strip().upper()


class GlassForm(PlainForm):
    case_ref = CaseNumberField(
        label=_("Case number"),
        help_text=_("For example CMM-2026-0042"),
        widget=forms.TextInput(attrs={"class": "input-width-s", "autocomplete": "off", "spellcheck": "false"}),
    )
    category = forms.ChoiceField(label=_("What is at stake?"), choices=GlassCategory, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("What has happened, and what do you need?"),
        help_text=_("At least %(least)s characters. The coordinator reads it shortly.") % {"least": LEAST_REASON},
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class ReviewForm(PlainForm):
    verdict = forms.ChoiceField(label=_("Was there reason for it?"), choices=GlassVerdict, widget=forms.RadioSelect)
    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "cmm-wide"}),
        help_text=_("Fill in when there was no reason for it: what was wrong, and what happens now."),
    )
