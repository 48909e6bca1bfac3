"""A house and its places, as those who keep them write them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import Region
from cmm.core.forms import DayField, PlainForm
from shelters.enums import AddressClass, UnitKind
from shelters.models import Shelter, Unit
from shelters.models.unit import MOST_BEDS
from shelters.services.houses import House


class HouseForm(PlainForm):
    """What is true of a house."""

    name = forms.CharField(label=pgettext_lazy("place", "Name"), max_length=120)
    accommodation_type = forms.ModelChoiceField(label=_("Kind of accommodation"), queryset=None)
    region = forms.ChoiceField(label=_("Region"), choices=Region)
    address_class = forms.ChoiceField(
        label=_("May the address be known?"),
        choices=AddressClass,
        widget=forms.RadioSelect,
        help_text=_("A secret address stands in no list, search, file or letter. The house writes it on its own page."),
    )
    street = forms.CharField(
        label=pgettext_lazy("of a house", "Address"),
        max_length=200,
        required=False,
        help_text=_("Only where the address is public."),
    )
    women_only = forms.BooleanField(label=_("Women only"), required=False)
    takes_children = forms.BooleanField(label=_("Takes children"), required=False)
    wheelchair = forms.BooleanField(label=_("Wheelchair access"), required=False)
    services = forms.ModelMultipleChoiceField(
        label=_("What the house offers"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    duty_phone = forms.CharField(label=_("Telephone of the duty"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mail of the office"), required=False)

    def __init__(self, *args: Any, kinds: Any, services: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accommodation_type"].queryset, self.fields["services"].queryset = kinds, services


class NewHouseForm(HouseForm):
    """A house that is not in the register yet, and who runs it."""

    organisation = forms.ModelChoiceField(label=_("Run by"), queryset=None)
    field_order = ("organisation",)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations


class ChangeHouseForm(HouseForm):
    active = forms.BooleanField(
        label=_("The house is in use"), required=False, help_text=_("Out of use, nobody can be given a place here.")
    )


class UnitForm(PlainForm):
    """One place of a house."""

    name = forms.CharField(
        label=pgettext_lazy("place", "Name"), max_length=40, help_text=_("As it stands on the door: Room 4.")
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("place of a house", "Kind"), choices=UnitKind, widget=forms.RadioSelect
    )
    beds = forms.IntegerField(
        label=_("Beds"),
        min_value=1,
        max_value=MOST_BEDS,
        help_text=_("One person or one family at a time. Children follow a parent where there is a bed for each."),
    )
    position = forms.IntegerField(
        label=_("Order on the board"), min_value=0, max_value=9999, help_text=_("The lowest number stands first.")
    )


class ChangeUnitForm(UnitForm):
    active = forms.BooleanField(label=_("The place is in use"), required=False)


class ClosureForm(PlainForm):
    """Some nights on which nobody can sleep in a place."""

    first = DayField(label=_("First night out of use"))
    until = DayField(
        label=_("In use again from"),
        required=False,
        help_text=_("The first night somebody can sleep there again. Leave it empty if nobody knows yet."),
    )
    reason = forms.CharField(
        label=_("Why?"), max_length=200, help_text=_("Repairs, bed bugs, no staff. Write nothing of a resident.")
    )


def house_initial(shelter: Shelter) -> dict[str, Any]:
    return {name: getattr(shelter, name) for name in (*House.__annotations__, "active")} | {
        "services": shelter.services.all()
    }


def unit_initial(unit: Unit) -> dict[str, Any]:
    return {name: getattr(unit, name) for name in ("name", "kind", "beds", "position", "active")}
