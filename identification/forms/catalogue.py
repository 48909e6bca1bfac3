from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import PlainForm
from identification.enums import SECTIONS, Profile, Weight
from identification.models import Indicator
from identification.services import Wording

TEXTS = ("section", "label_da", "label_en", "source")


class NoteForm(PlainForm):
    note = forms.CharField(
        label=_("Why is the catalogue changed?"),
        max_length=300,
        help_text=_("It stands in the list of versions of the catalogue."),
    )


class IndicatorForm(NoteForm):
    """What an indicator says and weighs in each of the four lists."""

    section = forms.ChoiceField(label=_("Dimension or list"), choices=SECTIONS)
    label_da = forms.CharField(label=_("Danish name"), max_length=120)
    label_en = forms.CharField(label=_("English name"), max_length=120)
    source = forms.CharField(label=_("Where the weights are from"), max_length=200)

    field_order = (*TEXTS,)

    def __init__(self, *args: Any, stands: Indicator | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for profile, label in Profile.choices:
            self.fields[profile] = forms.ChoiceField(label=label, choices=Weight, initial=Weight.MISSING)
        self.fields["verified"] = forms.MultipleChoiceField(
            label=_("Which weights are verified in the source?"),
            choices=Profile.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("A weight without a tick is shown as unverified wherever it counts."),
        )
        self.order_fields([*TEXTS, *Profile.values, "verified", "note"])
        if stands:
            self.initial |= {name: getattr(stands, name) for name in (*TEXTS, *Profile.values, "verified")}

    def wording(self) -> Wording:
        said = {name: value for name, value in self.cleaned_data.items() if name != "note"}
        return Wording(**said | {"verified": sorted(said["verified"])})
