from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import CodeList, Consented, ConsentSaid, SafeWay, Urgency
from cases.outreach.forms.contacts import AGES, SEXES
from cases.outreach.forms.fields import PickField, RowPick
from cases.outreach.forms.guards import GuardsNote
from cases.outreach.models import Venue
from cases.services import NewHandover
from cmm.core.forms import PlainForm

NO = "no"
# As a worker says it, and as the words stand on a button a third of a phone wide.
WAYS = [
    (SafeWay.THROUGH_US, pgettext_lazy("phone", "Through us")),
    (SafeWay.AT_OURS, pgettext_lazy("phone", "At ours")),
    (SafeWay.RINGS, SafeWay.RINGS.label),
]
SEEN = ("sex", "age_band", "note")


class ReferralForm(GuardsNote, PlainForm):
    """A person is referred with the consent as given. A no is an answer too: then nothing is sent."""

    mark_optional = False

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    consent = PickField(
        label=_("What does the person say yes to?"), choices=[*Consented.choices, (NO, _("No"))], required=True
    )
    way = PickField(label=_("How does CMM reach the person?"), choices=WAYS)
    said = PickField(label=_("How did you ask?"), choices=ConsentSaid, empty_value=ConsentSaid.OWN_LANGUAGE)
    urgency = PickField(label=_("How urgent is it?"), choices=Urgency, empty_value=Urgency.CAN_WAIT)
    language = RowPick(label=_("Language"))
    sex = PickField(label=_("Sex"), choices=SEXES)
    age_band = PickField(label=_("Age, roughly"), choices=AGES)
    note = forms.CharField(
        label=_("What you have seen"),
        max_length=400,
        required=False,
        help_text=_("No names, no CPR number, no telephone number."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    not_a_name = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, venues: Iterable[Venue], codes: dict[str, list[Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.venues = list(venues)
        self.fields["language"].offer(codes[CodeList.LANGUAGE])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("consent") not in (None, NO) and not told.get("way") and "way" not in self.errors:
            self.add_error("way", _("Choose one."))
        return told

    @property
    def is_no(self) -> bool:
        return bool(self.cleaned_data["consent"] == NO)

    def handover(self) -> NewHandover:
        """What is sent. Without a yes to it, nothing of what was seen, whatever stands in the form."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "not_a_name"}
        if told["consent"] != Consented.CONTACT_AND_SEEN:
            told |= dict.fromkeys(SEEN, "")
        return NewHandover(**told)
