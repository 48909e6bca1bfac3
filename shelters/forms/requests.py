"""Asking for a place and answering. What may be chosen is handed in by the page."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cmm.core.forms import DayField, PlainForm
from shelters.enums import Payer
from shelters.forms.payments import FundedForm
from shelters.models import Placement, Shelter, Unit
from shelters.rules import MOST_CHILDREN, Proposal

USUAL_STAY = timedelta(days=30)  # the length of a reflection period, as a beginning


def text_field(label: Any, hint: Any = "", *, rows: int = 3) -> forms.CharField:
    """A part of the sheet a house has of its resident."""
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, max_length=2000, required=False, widget=box)


def danger_field() -> forms.CharField:
    return text_field(
        gettext_lazy("What is dangerous"),
        gettext_lazy("Whom the person hides from, where they must not be seen, what the house must look out for."),
    )


def needs_field() -> forms.CharField:
    return text_field(
        gettext_lazy("What the shelter must know"),
        gettext_lazy("Language, health, children. The shelter sees what stands here, nothing of the case."),
        rows=4,
    )


class ShelterField(forms.ModelChoiceField):
    """Shelters with what decides: free places on the days asked for, and whom the house is for."""

    free: Mapping[int, int] = {}
    proposals: Mapping[int, Proposal] = {}
    unapproved: Mapping[int, str] = {}

    def label_from_instance(self, obj: Shelter) -> str:
        free = self.free.get(obj.pk, 0)
        facts = [ngettext("%(n)s place free", "%(n)s places free", free) % {"n": free} if free else _("full")]
        facts += [_("women only")] if obj.women_only else []
        facts += [_("takes children")] if obj.takes_children else []
        facts += [_("wheelchair access")] if obj.wheelchair else []
        facts += [_("secret address")] if obj.is_secret else []
        if proposed := self.proposals.get(obj.pk):
            facts.append(paid_by(proposed))
        facts += [self.unapproved[obj.pk]] if obj.pk in self.unapproved else []
        return f"{obj.name} ({', '.join(facts)})"


def paid_by(proposed: Proposal) -> str:
    """What the rules say of a house, in a few words."""
    if not proposed.permitted:
        return _("not for this residence basis")
    who = Payer(proposed.payer).label if proposed.payer else _("somebody you choose")
    return _("paid by: %(payer)s") % {"payer": who}


class ToldForm(PlainForm):
    """What a house is told of somebody before they come, by day or at night."""

    known_as = forms.CharField(
        label=gettext_lazy("Name the shelter may use"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("If you write nothing, the shelter gets the code name."),
    )
    children = forms.IntegerField(
        label=gettext_lazy("Children who come along"),
        min_value=0,
        max_value=MOST_CHILDREN,
        required=False,
        help_text=gettext_lazy("Only children without a case of their own. They sleep in the person's room."),
        widget=forms.NumberInput(attrs={"class": "cmm-short"}),
    )
    children_are = text_field(
        gettext_lazy("Who the children are"), gettext_lazy("The names they use, their ages, and what they need.")
    )
    safety = danger_field()
    contact = text_field(
        gettext_lazy("Safe contact"), gettext_lazy("Who may ring or visit, when, and what they call themselves.")
    )
    needs = needs_field()
    despite = text_field(
        gettext_lazy("Why this shelter is safe all the same"),
        gettext_lazy("The shelter is not shown this. It is kept with the request."),
    )

    def clean_children(self) -> int:
        return self.cleaned_data["children"] or 0


class WishForm(ToldForm, FundedForm):
    """What is asked of a shelter."""

    wanted_from = DayField(label=gettext_lazy("First night"))
    wanted_to = DayField(
        label=gettext_lazy("Departure"), help_text=gettext_lazy("The day the person leaves. That night is free again.")
    )
    shelter = ShelterField(
        label=gettext_lazy("Shelter"), queryset=None, to_field_name="slug", empty_label=None, widget=forms.RadioSelect
    )
    urgent = forms.BooleanField(label=gettext_lazy("It cannot wait until tomorrow"), required=False)
    key_dates = text_field(
        gettext_lazy("Dates the shelter must know"),
        gettext_lazy("Appointments, and the last day of a period if the house must know it."),
    )

    def __init__(
        self,
        *args: Any,
        shelters: Any,
        free: Mapping[int, int],
        proposals: Mapping[int, Proposal],
        unapproved: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        house = self.fields["shelter"]
        house.queryset, house.free, house.proposals, house.unapproved = shelters, free, proposals, unapproved


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

    unapproved: Mapping[int, str] = {}

    def __init__(self, *, name_shelter: bool = False, **kwargs: Any) -> None:
        self.name_shelter = name_shelter
        choose = {"queryset": None, "empty_label": None, "widget": forms.RadioSelect}
        # Whoever was first has it; the others hear so in the same words as from the constraint.
        taken = gettext_lazy("The place has just been taken. Choose another, or ask again.")
        super().__init__(**choose | {"error_messages": {"invalid_choice": taken}} | kwargs)

    def label_from_instance(self, obj: Unit) -> str:
        if not self.name_shelter:
            return obj.name
        lacks = self.unapproved.get(obj.shelter_id)
        return f"{obj.name}, {obj.shelter.name}" + (f" ({lacks})" if lacks else "")


def message_field(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


def unapproved_field() -> forms.CharField:
    """Asked where the house has no approval in force on the first night."""
    return forms.CharField(
        label=gettext_lazy("Why there, when the shelter has no approval in force?"),
        help_text=gettext_lazy("Kept with the stay and in the log. Write nothing that tells who the person is."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ParentField(forms.ModelChoiceField):
    """Residents in whose room there is a bed for a child."""

    def label_from_instance(self, obj: Placement) -> str:
        last = date_format(obj.departs_on, "j. F")
        return _("%(room)s, with %(name)s until %(day)s") % {"room": obj.unit, "name": obj.known_as, "day": last}


class AcceptForm(PlainForm):
    unit = UnitField(label=gettext_lazy("Place"), required=False)
    parent = ParentField(
        label=gettext_lazy("Or with a parent who lives here"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("No, in a place of their own"),
        widget=forms.RadioSelect,
    )
    answer = message_field(
        gettext_lazy("Message to the one who asked"), gettext_lazy("Time of arrival, who opens the door.")
    )
    unapproved_reason = unapproved_field()

    def __init__(self, *args: Any, units: Any, parents: Any, asks_why: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset, self.fields["parent"].queryset = units, parents
        if not parents:
            del self.fields["parent"]
        if not asks_why:
            del self.fields["unapproved_reason"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not said["unit"] and not said.get("parent"):
            raise ValidationError({"unit": _("Choose one.")})
        return said


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
