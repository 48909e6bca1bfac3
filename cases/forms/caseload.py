from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import ChangeoverEnd
from cases.services.assignment import Picked
from cases.services.covers import NewCover
from cmm.core.forms import DayField, PlainForm

NOBODY = "0"
ANSWERS = [
    (ChangeoverEnd.ACCEPTED.value, _("I take the case")),
    (ChangeoverEnd.DECLINED.value, pgettext_lazy("changeover", "No")),
]


class OfferForm(PlainForm):
    receiver = forms.ModelChoiceField(label=_("Who is to take the case?"), queryset=None)
    note = forms.CharField(
        label=_("What must the next know?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        help_text=_("What is promised, what is dangerous, what comes next. The colleague reads it before they answer."),
    )

    def __init__(self, *args: Any, colleagues: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = colleagues


class OfferAnswerForm(PlainForm):
    how = forms.ChoiceField(label=_("Your answer"), choices=ANSWERS, widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("What you want to say"), required=False, max_length=500, help_text=_("Is needed when you say no.")
    )


class CoverForm(PlainForm):
    absent = forms.ModelChoiceField(label=_("Who is away?"), queryset=None)
    covering = forms.ModelChoiceField(label=_("Who covers?"), queryset=None)
    begins_on = DayField(label=_("First day"), initial=timezone.localdate)
    ends_on = DayField(label=_("Last day"), help_text=_("The cover ends by itself when the day is over."))

    def __init__(self, *args: Any, colleagues: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].queryset = self.fields["covering"].queryset = colleagues

    def cover(self) -> NewCover:
        return NewCover(**self.cleaned_data)


class PickForm(PlainForm):
    """Cases ticked in a list, and who gets them. What is ticked is judged by the verb, row by row."""

    caseworker = forms.ModelChoiceField(label=_("Who gets the cases?"), queryset=None)

    def __init__(self, *args: Any, colleagues: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caseworker"].queryset = colleagues


def picked(values: list[str]) -> list[Picked]:
    """What was ticked, each with whose case it was on the page: "CMM-2026-0042 17"."""
    parts = [value.partition(" ") for value in values]
    return [Picked(ref, int(holder) if holder.isdecimal() and holder != NOBODY else None) for ref, _s, holder in parts]
