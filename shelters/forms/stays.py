"""Living there, as the house writes it. What may be chosen is handed in by the page."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cmm.core.forms import DayField, FilterForm, PlainForm
from shelters.enums import ExitCause, Satisfaction
from shelters.forms.requests import UnitField, text_field, unapproved_field
from shelters.models import Placement
from shelters.rules import Course


class CorrectForm(PlainForm):
    known_as = forms.CharField(label=gettext_lazy("Name used here"), max_length=60)
    needs = text_field(gettext_lazy("Needs"))
    safety = text_field(gettext_lazy("Safety notes"))
    contact = text_field(gettext_lazy("Safe contact"))
    key_dates = text_field(gettext_lazy("Key dates"))
    children_are = text_field(gettext_lazy("Who the children are"))
    departs_on = DayField(label=gettext_lazy("Departure"))


class MoveForm(PlainForm):
    unit = UnitField(label=gettext_lazy("New place"), name_shelter=True)
    on = DayField(label=gettext_lazy("Moved on"))
    unapproved_reason = unapproved_field()

    def __init__(
        self, *args: Any, units: Any, unapproved: Mapping[int, str], asks_why: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].unapproved = unapproved
        self.fields["unit"].queryset = units
        if not asks_why:
            del self.fields["unapproved_reason"]


class EndForm(PlainForm):
    on = DayField(
        label=gettext_lazy("Left on"), help_text=gettext_lazy("The first night the person did not sleep there.")
    )
    cause = forms.ChoiceField(
        label=gettext_lazy("Why"),
        # Who is gone is reported, by a form of its own.
        choices=[choice for choice in ExitCause.choices if choice[0] != ExitCause.DISAPPEARED],
        widget=forms.RadioSelect,
    )
    satisfaction = forms.TypedChoiceField(
        label=gettext_lazy("How satisfied was the person with the stay?"),
        choices=[("", gettext_lazy("Not asked")), *Satisfaction.choices],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy(
            "Ask in a language the person speaks. The answer is counted and is not shown on the stay."
        ),
    )


class CourseForm(PlainForm):
    """What was written wrong of a stay's days."""

    arrives_on = DayField(label=gettext_lazy("Arrival"))
    departs_on = DayField(label=gettext_lazy("Departure"))
    cause = forms.ChoiceField(
        label=gettext_lazy("Why it ended"),
        choices=[("", gettext_lazy("It has not ended")), *ExitCause.choices],
        required=False,
    )
    reason = text_field(gettext_lazy("What was wrong"))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return said
        if not said["reason"].strip():
            raise ValidationError({"reason": _("Fill in this field.")})
        return {"reason": said.pop("reason"), "course": Course(**said)}


class ReleaseForm(PlainForm):
    """Nothing to fill in."""


class AddressForm(PlainForm):
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=gettext_lazy("It is encrypted, and shown for one minute to those who need it. The log says to whom."),
    )


class BoardForm(FilterForm):
    """Which fortnight, and which places."""

    start = DayField(required=False)
    only = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("women", gettext_lazy("Women")),
            ("men", gettext_lazy("Men")),
            ("children", gettext_lazy("Children")),
            ("wheelchair", gettext_lazy("Wheelchair")),
            ("free", pgettext_lazy("filter of places", "Free only")),
        ],
    )


def correct_initial(placement: Placement) -> dict[str, Any]:
    return placement.told | {"departs_on": placement.departs_on}


def course_initial(placement: Placement) -> dict[str, Any]:
    return {"arrives_on": placement.arrives_on, "departs_on": placement.departs_on, "cause": placement.exit_cause}
