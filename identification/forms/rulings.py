"""An appeal and its outcome, and the finding of a court."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import CodeList
from cases.selectors import codes
from cmm.core.forms import DayField, PlainForm
from identification.enums import RULINGS, AppealOutcome, Appellant
from identification.services.findings import NewFinding

FOUND = [(one.value, one.label) for one in RULINGS]


class AppealForm(PlainForm):
    lodged_by = forms.ChoiceField(label=_("Who appeals?"), choices=Appellant, widget=forms.RadioSelect)
    body = forms.ModelChoiceField(label=_("To which body?"), queryset=None)
    lodged_on = DayField(label=_("On which day was the appeal sent?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = codes(CodeList.APPEAL_BODY)


class AppealOutcomeForm(PlainForm):
    mark_optional = False

    outcome = forms.ChoiceField(label=_("What came of the appeal?"), choices=AppealOutcome, widget=forms.RadioSelect)
    changed_to = forms.ChoiceField(
        label=_("What is it changed to?"),
        choices=FOUND,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Fill in only when the decision is changed."),
    )
    outcome_on = DayField(label=_("On which day?"))


class FindingForm(PlainForm):
    court = forms.ModelChoiceField(label=_("Which court?"), queryset=None)
    court_ref = forms.CharField(label=_("The court’s case number"), max_length=40)
    judged_on = DayField(label=_("Day of the judgment"))
    outcome = forms.ChoiceField(label=_("What did the court find?"), choices=FOUND, widget=forms.RadioSelect)
    exploitation_form = forms.ModelChoiceField(
        label=_("Form of exploitation"),
        queryset=None,
        required=False,
        help_text=_("As the judgment says. Leave it out if the judgment does not."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["court"].queryset = codes(CodeList.COURT)
        self.fields["exploitation_form"].queryset = codes(CodeList.EXPLOITATION_FORM)

    def finding(self) -> NewFinding:
        return NewFinding(**self.cleaned_data)


class RefusalForm(PlainForm):
    """Why a finding is not confirmed."""

    refusal = forms.CharField(label=_("What is wrong?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
