from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.enums import TaskKind
from cases.services.tasks import NewTask
from cmm.core.forms import DayField, PlainForm


def time_field() -> forms.TimeField:
    return forms.TimeField(
        label=_("Time"),
        required=False,
        input_formats=["%H.%M", "%H:%M", "%H:%M:%S", "%H"],
        widget=forms.TimeInput(format="%H.%M", attrs={"autocomplete": "off", "class": "cmm-short"}),
        help_text=_("For example 14.30"),
        error_messages={"invalid": _("Write the time as hour and minute, for example 14.30.")},
    )


class WhenForm(PlainForm):
    """Who does it, and by when."""

    assignee = forms.ModelChoiceField(label=_("Who does it"), queryset=None)
    due_on = DayField(label=_("Day"))
    due_at = time_field()

    def __init__(self, *args: Any, colleagues: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = colleagues


class TaskForm(WhenForm):
    """Something somebody will do by a day."""

    kind = forms.ChoiceField(label=_("What kind of task"), choices=TaskKind, widget=forms.RadioSelect)
    what = forms.CharField(
        label=_("What is to be done"),
        max_length=200,
        help_text=_("For example: ring back with the answer from the doctor. Leave out the person’s name."),
    )

    field_order = ["kind", "what", "assignee", "due_on", "due_at"]

    def task(self) -> NewTask:
        return NewTask(**self.cleaned_data)


class DoneForm(PlainForm):
    note = forms.CharField(
        label=_("What came of it"),
        required=False,
        max_length=300,
        help_text=_("In a few words. What matters for the case belongs in the journal."),
    )


class MoveForm(WhenForm):
    reason = forms.CharField(
        label=_("Why it is moved"), max_length=300, help_text=_("The day that was promised first stays readable.")
    )
