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
from shelters.forms.requests import UnitField, text_field
from shelters.models import Unit
from shelters.rules import EMERGENCY_NIGHTS, MOST_CHILDREN


class BedField(UnitField):
    """Free places with what decides at night."""

    unapproved: Mapping[int, str] = {}

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


class TonightForm(PlainForm):
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
    children = forms.IntegerField(
        label=gettext_lazy("Children who come along"),
        min_value=0,
        max_value=MOST_CHILDREN,
        required=False,
        help_text=gettext_lazy("Only children without a case of their own. They sleep in the person's room."),
        widget=forms.NumberInput(attrs={"class": "cmm-short"}),
    )
    known_as = forms.CharField(
        label=gettext_lazy("Name the shelter may use"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("If you write nothing, the shelter gets the code name."),
    )
    safety = text_field(
        gettext_lazy("What is dangerous"),
        gettext_lazy("Whom the person hides from, where they must not be seen, what the house must look out for."),
    )
    despite = text_field(
        gettext_lazy("Why this shelter is safe all the same"),
        gettext_lazy("The shelter is not shown this. It is kept with the request."),
    )
    needs = text_field(
        gettext_lazy("What the shelter must know at once"),
        gettext_lazy("Language, health, children. The shelter sees what stands here, nothing of the case."),
    )

    def __init__(
        self, *args: Any, beds: Any, offered: list[Unit], unapproved: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        field.queryset, field.unapproved = beds, unapproved
        field.choices = [(bed.pk, field.label_from_instance(bed)) for bed in offered]

    def clean_children(self) -> int:
        return self.cleaned_data["children"] or 0


class TellForm(PlainForm):
    """What was not written at night."""

    safety = text_field(
        gettext_lazy("What is dangerous"),
        gettext_lazy("Whom the person hides from, where they must not be seen, what the house must look out for."),
    )
    needs = text_field(
        gettext_lazy("What the shelter must know"),
        gettext_lazy("Language, health, children. The shelter sees what stands here, nothing of the case."),
    )
