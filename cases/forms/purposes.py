from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.rules import check_purpose
from cmm.audit.enums import Purpose
from cmm.core.errors import RuleError
from cmm.core.forms import PlainForm

# The purposes in the words of whoever opens the case; the log has shorter ones.
CHOICES = (
    (Purpose.STAND_IN.value, _("I am standing in for the contact person, or helping them")),
    (Purpose.CONTACTED.value, _("The person or an authority has got in touch")),
    (Purpose.DECISION.value, _("I am to assess or approve something in the case")),
    (Purpose.SUPERVISION.value, _("Quality or supervision")),
    (Purpose.ACCESS_REQUEST.value, _("A request for access to the file")),
    (Purpose.OTHER.value, pgettext_lazy("purpose", "Other")),
)


class PurposeForm(PlainForm):
    """It lies among the fields of any other form, so its own begin with a word no other's do."""

    prefix = "purpose"
    mark_optional = False
    purpose = forms.ChoiceField(label=_("Choose a purpose"), choices=CHOICES, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("More about it"),
        required=False,
        max_length=200,
        help_text=_("Fill in when you choose Other."),
        widget=forms.TextInput(attrs={"class": "cmm-wide", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            try:
                check_purpose(**said)
            except RuleError as refused:
                self.refuse(refused)
        return said
