"""Text in, clean values out. What may be chosen is handed in by the page."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from cmm.core.forms import DayField, FilterForm, PlainForm
from shelters.enums import ExitCause, Payer, Satisfaction
from shelters.forms.payments import FundedForm
from shelters.models import Placement, Shelter, Unit
from shelters.rules import Proposal

USUAL_STAY = timedelta(days=30)  # the length of a reflection period, as a beginning


class ShelterField(forms.ModelChoiceField):
    """Shelters with what decides: free places on the days asked for, and whom the house is for."""

    free: Mapping[int, int] = {}
    proposals: Mapping[int, Proposal] = {}

    def label_from_instance(self, obj: Shelter) -> str:
        free = self.free.get(obj.pk, 0)
        facts = [ngettext("%(n)s place free", "%(n)s places free", free) % {"n": free} if free else _("full")]
        facts += [_("women only")] if obj.women_only else []
        facts += [_("takes children")] if obj.takes_children else []
        facts += [_("wheelchair access")] if obj.wheelchair else []
        facts += [_("secret address")] if obj.is_secret else []
        if proposed := self.proposals.get(obj.pk):
            facts.append(paid_by(proposed))
        return f"{obj.name} ({', '.join(facts)})"


def paid_by(proposed: Proposal) -> str:
    """What the rules say of a house, in a few words."""
    if not proposed.permitted:
        return _("not for this residence basis")
    who = Payer(proposed.payer).label if proposed.payer else _("somebody you choose")
    return _("paid by: %(payer)s") % {"payer": who}


class WishForm(FundedForm):
    """What is asked of a shelter."""

    wanted_from = DayField(label=gettext_lazy("First night"))
    wanted_to = DayField(
        label=gettext_lazy("Departure"), help_text=gettext_lazy("The day the person leaves. That night is free again.")
    )
    shelter = ShelterField(
        label=gettext_lazy("Shelter"), queryset=None, to_field_name="slug", empty_label=None, widget=forms.RadioSelect
    )
    urgent = forms.BooleanField(label=gettext_lazy("It cannot wait until tomorrow"), required=False)
    known_as = forms.CharField(
        label=gettext_lazy("Name the shelter may use"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("If you write nothing, the shelter gets the code name."),
    )
    needs = forms.CharField(
        label=gettext_lazy("What the shelter must know"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Language, health, children, who must not ring. The shelter sees this and nothing of the case."
        ),
    )

    def __init__(
        self, *args: Any, shelters: Any, free: Mapping[int, int], proposals: Mapping[int, Proposal], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shelter"].queryset = shelters
        self.fields["shelter"].free = free
        self.fields["shelter"].proposals = proposals


def wished_stay(values: Mapping[str, Any], tonight: date) -> Any:
    """The days to look for free places in: those written so far, else a usual stay from tonight."""
    first = understood(values.get("wanted_from")) or tonight
    departure = understood(values.get("wanted_to"))
    return DateRange(first, departure if departure and departure > first else first + USUAL_STAY)


def understood(text: Any) -> date | None:
    try:
        return DayField(required=False).clean(text)
    except ValidationError:
        return None


class CaseField(forms.ModelChoiceField):
    """A case by its number or by the person's code name, as it is spoken in the telephone."""

    def to_python(self, value: Any) -> Any:
        words = str(value or "").strip()
        spoken = self.queryset.filter(victim__code_name__iexact=words).order_by("-pk").first() if words else None
        return spoken or super().to_python(words.upper())


class StartForm(PlainForm):
    """The case a place is looked for."""

    case = CaseField(
        label=gettext_lazy("Case number or code name"),
        queryset=None,
        to_field_name="ref",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("For example CMM-2026-0042"),
        error_messages={"invalid_choice": gettext_lazy("There is no such case, or you cannot ask for a place in it.")},
    )

    def __init__(self, *args: Any, cases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].queryset = cases


class UnitField(forms.ModelChoiceField):
    """Free places, as radios."""

    def __init__(self, *, name_shelter: bool = False, **kwargs: Any) -> None:
        self.name_shelter = name_shelter
        choose = {"queryset": None, "empty_label": None, "widget": forms.RadioSelect}
        # Whoever was first has it; the others hear so in the same words as from the constraint.
        taken = gettext_lazy("The place has just been taken. Choose another, or ask again.")
        super().__init__(**choose | {"error_messages": {"invalid_choice": taken}} | kwargs)

    def label_from_instance(self, obj: Unit) -> str:
        return f"{obj.name}, {obj.shelter.name}" if self.name_shelter else obj.name


def message_field(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class AcceptForm(PlainForm):
    unit = UnitField(label=gettext_lazy("Place"))
    answer = message_field(
        gettext_lazy("Message to the one who asked"), gettext_lazy("Time of arrival, who opens the door.")
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class DeclineForm(PlainForm):
    reason = forms.ModelChoiceField(
        label=gettext_lazy("Why not"), queryset=None, empty_label=None, widget=forms.RadioSelect
    )
    answer = message_field(gettext_lazy("Message to the one who asked"))

    def __init__(self, *args: Any, reasons: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = reasons


class OtherDateForm(PlainForm):
    proposed_from = DayField(label=gettext_lazy("First night we can"))
    answer = message_field(gettext_lazy("Message to the one who asked"))


class WithdrawForm(PlainForm):
    """Nothing to fill in: a press on the button says it all."""


class CorrectForm(PlainForm):
    known_as = forms.CharField(label=gettext_lazy("Name used here"), max_length=60)
    needs = forms.CharField(
        label=gettext_lazy("Needs and safety notes"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    departs_on = DayField(label=gettext_lazy("Departure"))


class MoveForm(PlainForm):
    unit = UnitField(label=gettext_lazy("New place"), name_shelter=True)
    on = DayField(label=gettext_lazy("Moved on"))

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class EndForm(PlainForm):
    on = DayField(
        label=gettext_lazy("Left on"), help_text=gettext_lazy("The first night the person did not sleep there.")
    )
    cause = forms.ChoiceField(label=gettext_lazy("Why"), choices=ExitCause, widget=forms.RadioSelect)
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


class ReleaseForm(PlainForm):
    """Nothing to fill in."""


class AddressForm(PlainForm):
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
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
    return {"known_as": placement.known_as, "needs": placement.needs, "departs_on": placement.departs_on}
