from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.countries import country_choices
from cases.enums import CodeList
from cases.selectors import codes
from cmm.core.forms import FourField, PlainForm
from identification.enums import Control, EventKind, FourAnswer, RecruiterRelation
from identification.forms.fields import ProseField
from identification.models import Event
from identification.rules.vague import Vague, read, written
from identification.services import NewEvent


class VagueField(forms.CharField):
    """A date as exactly as somebody knows it, in one field."""

    default_error_messages = {"invalid": _("Write a date, a month or a year, for example 12-05-2026, 05-2026 or 2026.")}

    def __init__(self, **kwargs: Any) -> None:
        hint = _("12-05-2026, 05-2026 or 2026. Write “ca.” before it if it is about then.")
        widget = forms.TextInput(attrs={"autocomplete": "off", "class": "cmm-short"})
        super().__init__(**{"required": False, "max_length": 30, "help_text": hint, "widget": widget} | kwargs)

    def clean(self, value: Any) -> Vague:
        found = read(super().clean(value))
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class EventForm(PlainForm):
    """One part of what happened. Only its kind is required."""

    mark_optional = False

    kind = forms.ChoiceField(label=_("What was it?"), choices=EventKind, widget=forms.RadioSelect)
    country = forms.ChoiceField(label=_("Country"), required=False)
    city = forms.CharField(label=_("Town or area"), required=False, max_length=80)
    place_type = forms.ModelChoiceField(label=_("Kind of place"), queryset=None, required=False)
    begins = VagueField(label=_("From"))
    ends = VagueField(label=_("Until"))
    goes_on = FourField(label=_("Does it still go on?"))
    sector = forms.ModelChoiceField(label=_("Branch of work"), queryset=None, required=False)
    exploitation_form = forms.ModelChoiceField(label=_("Form of exploitation"), queryset=None, required=False)
    criminal_act = forms.ModelChoiceField(
        label=_("Kind of criminal act"),
        queryset=None,
        required=False,
        help_text=_("Only if the person was made to commit criminal acts."),
    )
    recruiter = forms.ChoiceField(label=_("Who recruited the person?"), required=False)
    description = ProseField(label=_("What happened?"), rows=4, help_text=_("Leave out names."))

    def __init__(self, *args: Any, stands: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("Not noted")), *country_choices()]
        self.fields["recruiter"].choices = [("", _("Not noted")), *RecruiterRelation.choices]
        for name, code_list in LISTS.items():
            self.fields[name].queryset = codes(code_list)
            self.fields[name].empty_label = _("Not noted")
        for code, label in Control.choices:
            self.fields[f"control_{code}"] = FourField(label=label)
        if stands:
            self.initial |= initial_of(stands)

    @property
    def controls(self) -> list[Any]:
        return [self[f"control_{code}"] for code in Control.values]

    @property
    def has_controls(self) -> bool:
        return any(
            bound.value() not in (None, "", FourAnswer.NOT_ASKED.value) or bound.errors for bound in self.controls
        )

    def event(self) -> NewEvent:
        said = dict(self.cleaned_data)
        control = {code: said.pop(f"control_{code}") for code in Control.values}
        return NewEvent(control=control, **said)


LISTS = {
    "place_type": CodeList.VENUE_TYPE,
    "sector": CodeList.LABOUR_BRANCH,
    "exploitation_form": CodeList.EXPLOITATION_FORM,
    "criminal_act": CodeList.CRIMINAL_ACT_TYPE,
}


def initial_of(row: Event) -> dict[str, Any]:
    plain = ("kind", "country", "city", "goes_on", "recruiter", "description")
    return {
        **{name: getattr(row, name) for name in plain},
        **{name: getattr(row, f"{name}_id") for name in LISTS},
        "begins": written(Vague(row.begins_on, row.begins_precision), as_typed=True),
        "ends": written(Vague(row.ends_on, row.ends_precision), as_typed=True),
        **{f"control_{code}": answer for code, answer in row.control.items()},
    }
