"""A free text on the phone: a number stops the saving, something like a name asks once."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.outreach.rules import cpr_in, name_in, phone_in


class GuardsNote:
    """What a form with a field ``note`` asks of it. ``venues`` are the organisation's places, which look like names."""

    venues: Any = ()
    name_hit = ""

    def clean_note(self) -> str:
        """Something like a name stops the form once; sent again as "not a name", it passes."""
        note: str = self.cleaned_data["note"]
        if number_in(note):
            return note  # the verb refuses it; a name is asked about when the number is gone
        self.name_hit = name_in(note, known=[venue.name for venue in self.venues])
        if self.name_hit and self.data.get("not_a_name") != self.name_hit:
            raise ValidationError(_("Looks like a name. Rather write your own code."), code="name")
        return note

    @property
    def asks_about_name(self) -> bool:
        return bool(self.name_hit) and self.has_error("note", "name")

    @property
    def to_remove(self) -> str:
        """What in a refused note must go, as it stands there."""
        return (self.name_hit or number_in(self.data.get("note", ""))) if self.has_error("note") else ""


def number_in(note: str) -> str:
    return cpr_in(note) or phone_in(note)
