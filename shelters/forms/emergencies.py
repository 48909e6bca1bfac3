"""A bed at night, in one form."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.enums import Region
from cmm.core.forms import PlainForm
from cmm.core.templatetags.cmm import danishdate
from shelters.enums import UnitKind
from shelters.forms.requests import ToldForm, UnitField, danger_field, needs_field
from shelters.models import Unit
from shelters.rules import EMERGENCY_NIGHTS


class BedField(UnitField):
    """Free places with what decides at night."""

    def label_from_instance(self, obj: Any) -> str:
        house = obj.shelter
        facts = [_("Region %(name)s") % {"name": house.get_region_display()}] if house.region != Region.UNKNOWN else []
        if obj.kind != UnitKind.BED:
            beds = ngettext("%(n)s bed", "%(n)s beds", obj.beds) % {"n": obj.beds}
            facts.append(f"{obj.get_kind_display().lower()}, {beds}")
        facts += [_("women only")] if house.women_only else []
        facts += [_("takes children")] if house.takes_children else []
        facts += [_("wheelchair access")] if house.wheelchair else []
        facts += [_("secret address")] if house.is_secret else []
        facts += [_("free until %(day)s") % {"day": danishdate(obj.free_until)}] if obj.free_until else []
        facts += [self.unapproved[house.pk]] if house.pk in self.unapproved else []
        said = f"{house.name}, {obj.name}"
        return f"{said} ({', '.join(facts)})" if facts else said


class TonightForm(ToldForm):
    """All that is asked before somebody has a bed."""

    unit = BedField(label=gettext_lazy("Place"))
    nights = forms.IntegerField(
        label=gettext_lazy("Nights"),
        min_value=1,
        max_value=EMERGENCY_NIGHTS,
        initial=1,
        help_text=gettext_lazy("One night is until noon tomorrow. Ask for a place if it must be more than seven."),
        widget=forms.NumberInput(attrs={"class": "cmm-short"}),
    )
    field_order = ("unit", "nights", "children", "children_are", "known_as", "safety", "contact", "needs", "despite")

    def __init__(
        self, *args: Any, beds: Any, offered: list[Unit], unapproved: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        field.queryset, field.unapproved = beds, unapproved
        field.choices = [(bed.pk, field.label_from_instance(bed)) for bed in offered]


class TellForm(PlainForm):
    """What was not written at night."""

    safety = danger_field()
    needs = needs_field()
