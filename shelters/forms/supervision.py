"""What a Socialtilsyn writes of a house. None of it is about a person, and the hints say so."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import CodeList
from cases.selectors import codes
from cmm.core.forms import DayField, PlainForm
from shelters.enums import ApprovalStatus, Score
from shelters.models import Finding
from shelters.services.approvals import Decision
from shelters.services.inspections import NewFinding

DECIDED = [(one.value, one.label) for one in ApprovalStatus if one != ApprovalStatus.WITHDRAWN]
NO_PERSON = _("Write of the shelter, and of no resident: no name, no age, no country, no story.")


def text_field(label: Any, *, hint: Any = NO_PERSON, required: bool = True, longest: int = 4000) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=longest, widget=widget)


class LocalityForm(PlainForm):
    municipality = forms.ModelChoiceField(label=_("Municipality"), queryset=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = codes(CodeList.MUNICIPALITY)


class DecisionForm(PlainForm):
    status = forms.ChoiceField(label=_("Decision"), choices=DECIDED, widget=forms.RadioSelect)
    places = forms.IntegerField(
        label=_("Places it covers"),
        min_value=1,
        max_value=500,
        required=False,
        help_text=_("Wanted of an approval, with or without conditions."),
    )
    conditions = text_field(_("Conditions"), required=False)
    decided_on = DayField(label=_("Day of the decision"))
    valid_from = DayField(label=_("Holds from"))
    valid_to = DayField(
        label=_("Holds until"),
        required=False,
        help_text=_("The first day it no longer holds. Leave it empty if the approval has no end."),
    )
    grounds = text_field(_("Grounds"), required=False)

    def decision(self) -> Decision:
        return Decision(**self.cleaned_data)


class WithdrawalForm(PlainForm):
    on = DayField(label=_("Withdrawn from"), help_text=_("The first day the shelter is no longer approved."))
    grounds = text_field(_("Grounds"))


class InspectionForm(PlainForm):
    announced = forms.TypedChoiceField(
        label=_("How?"),
        choices=[("yes", _("Announced")), ("no", _("Unannounced"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        help_text=_("The shelter learns nothing of an unannounced inspection before it has been held."),
    )
    planned_on = DayField(label=_("Planned for"))


class MoveInspectionForm(PlainForm):
    planned_on = DayField(label=_("New day"))


class CancelInspectionForm(PlainForm):
    because = text_field(_("Why is it cancelled?"), longest=500)


class HeldForm(PlainForm):
    done_on = DayField(label=_("Held on"))
    summary = text_field(pgettext_lazy("an inspection", "Summary"))


class CorrectedField(forms.ModelChoiceField):
    """Findings by their number and theme."""

    def label_from_instance(self, obj: Finding) -> str:
        return f"{obj.number}. {obj.theme.label}"


class FindingForm(PlainForm):
    theme = forms.ModelChoiceField(label=_("Theme"), queryset=None)
    score = forms.TypedChoiceField(
        label=_("The theme is fulfilled"), choices=Score, coerce=int, widget=forms.RadioSelect
    )
    text = text_field(_("What was found"))
    follow_up = forms.CharField(
        label=_("What the shelter must do"), max_length=500, required=False, help_text=_("Leave it empty if nothing.")
    )
    due_on = DayField(label=_("By which day"), required=False)
    corrects = CorrectedField(
        label=_("Corrects an earlier finding"),
        queryset=None,
        required=False,
        help_text=_("What was written stays, marked as corrected."),
    )

    def __init__(self, *args: Any, findings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = codes(CodeList.QUALITY_THEME)
        self.fields["corrects"].queryset = findings.filter(corrected_by__isnull=True)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        return said if self.errors else {"new": NewFinding(**said)}


class FollowUpForm(PlainForm):
    finding = CorrectedField(label=_("What has been done?"), queryset=None, empty_label=None, widget=forms.RadioSelect)
    on = DayField(label=_("Done on"))
    outcome = forms.CharField(label=_("What was done"), max_length=500, required=False, help_text=NO_PERSON)

    def __init__(self, *args: Any, findings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = findings.filter(due_on__isnull=False, followed_at__isnull=True, corrected_by__isnull=True)
        self.fields["finding"].queryset = waiting
        self.fields["finding"].label_from_instance = lambda obj: f"{obj.number}. {obj.follow_up}"
