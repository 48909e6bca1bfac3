from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.outreach.enums import Answer, Preset
from cases.outreach.forms.contacts import STEPS, ContactForm, untouched
from cases.outreach.forms.fields import PickField
from cases.outreach.models import Contact, ContactVersion
from cmm.core.forms import PlainForm


class CorrectionForm(ContactForm):
    """The form of the contact once more, with what it says; what is sent becomes a version of its own."""

    preset_sex = preset_given = ""  # what the form begins with was said, and not preset
    on_top_of = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        self.contact = contact
        super().__init__(*args, **kwargs)

    def _untouched(self) -> list[str]:
        """A preset stays one where the correction left it as it was."""
        was = {
            Preset.VENUE: self.contact.venue_id,
            Preset.CONTACT_TYPE: self.contact.contact_type_id,
            Preset.SEX: self.contact.sex,
            Preset.GIVEN: {code.pk for code in self.contact.given.all()},
        }
        return [name for name in untouched(self.cleaned_data, was) if name in self.contact.presets]


def said_by(contact: Contact) -> dict[str, Any]:
    """What the form begins with: what the contact says."""
    events = [incident for incident in contact.incidents.all() if not incident.is_struck]
    languages = [contact.language] if contact.language else contact.languages.all()
    return {
        "round": contact.round.ref if contact.round else "",
        "venue": str(contact.venue_id),
        "contact_type": contact.contact_type.code,
        "sex": [contact.sex] if contact.sex else contact.sexes,
        "met_before": contact.met_before,
        "own_code": contact.own_code,
        "age_band": [contact.age_band] if contact.age_band else contact.age_bands,
        "language": [code.code for code in languages],
        "given": [code.code for code in contact.given.all()],
        "needs": [code.code for code in contact.needs.all()],
        "signs": [code.code for code in contact.signs.all()],
        "follow_up": contact.follow_up,
        "citizenship_region": contact.citizenship_region.code if contact.citizenship_region else "",
        "caller": contact.caller.code if contact.caller else "",
        "events": [incident.kind.code for incident in events],
        "reported": events[0].reported if events else Answer.NOT_ASKED,
        "met_at": contact.met_at,
        "note": contact.note,
        "on_top_of": contact.number,
    } | dict(zip(STEPS, contact.group or (0, 0, 0, 0), strict=True))


class VersionForm(PlainForm):
    """Which version counts."""

    mark_optional = False

    number = PickField(label=_("Which one counts?"), required=True)

    def __init__(self, *args: Any, versions: list[ContactVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].choices = [(str(one.number), str(one.number)) for one in versions]
        self.fields["number"].coerce = int
