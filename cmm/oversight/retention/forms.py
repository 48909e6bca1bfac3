from django import forms
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import DayField, PlainForm
from cmm.oversight.retention.enums import Basis
from cmm.oversight.retention.rules import MOST_YEARS

SHORT = {"rows": 3, "class": "cmm-wide"}


class HoldForm(PlainForm):
    """Why a case is held, or why no longer."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs=SHORT),
        help_text=_("Without names. For example the number of a complaint or of a court case."),
    )


class ProposalForm(PlainForm):
    """Why a case goes."""

    basis = forms.ChoiceField(label=_("Why does the case go?"), choices=Basis, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs=SHORT),
        help_text=_("Without names. Whoever approves reads it. It goes with the case."),
    )


class SettleForm(PlainForm):
    """What the second of two says."""

    APPROVE, REFUSE = "approve", "refuse"
    answer = forms.ChoiceField(
        label=_("What is your answer?"),
        choices=[(APPROVE, _("Yes, destroy the case")), (REFUSE, _("No, keep the case"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why not?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs=SHORT),
        help_text=_("Only if you answer no. Without names."),
    )


class YearsForm(PlainForm):
    """For how long a kind of case is kept, what says so, and from when."""

    mark_optional = False
    years = forms.IntegerField(
        label=_("Years"),
        min_value=1,
        max_value=MOST_YEARS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "cmm-short"}),
    )
    source = forms.CharField(
        label=_("What says so"),
        max_length=300,
        widget=forms.Textarea(attrs=SHORT),
        help_text=_("The provision, or the decision with its date and journal number."),
    )
    valid_from = DayField(label=_("Counts from"))
