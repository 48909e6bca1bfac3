from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cmm.core.forms import PlainForm


class VenueForm(PlainForm):
    """A new place on the organisation's own list."""

    name = forms.CharField(
        label=pgettext_lazy("place", "Name"),
        max_length=60,
        help_text=_("What you call the place among yourselves. Not a person's name."),
    )
    venue_type = forms.ModelChoiceField(label=_("Kind of venue"), queryset=None, empty_label=_("Choose"))
    municipality = forms.ModelChoiceField(
        label=_("Municipality"),
        queryset=None,
        required=False,
        help_text=_("What the place is counted under. Leave it where the place moves about or lies on the net."),
    )

    def __init__(self, *args: Any, codes: Any, municipalities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue_type"].queryset = codes
        self.fields["municipality"].queryset = municipalities


class VenueEditForm(VenueForm):
    """What a place is counted under. Its name stays, for everybody knows the place by it."""

    name = None  # type: ignore[assignment]
