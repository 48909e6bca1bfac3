"""The versions of a contact, as one reads them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.enums import AgeBand, Sex
from cases.models import Code
from cases.outreach.enums import Answer, FollowUp, MetBefore
from cases.outreach.models import Contact, ContactVersion, Venue
from cases.outreach.models.answers import group_words

CODES = ("contact_type_id", "language_id", "citizenship_region_id", "caller_id")
LISTS = ("languages", "given", "needs", "signs", "events")


@dataclass(frozen=True)
class Told:
    """One version with its answers in words; what was not answered is left out."""

    version: ContactVersion
    answers: list[tuple[str, str]]
    counts: bool

    @property
    def met_at(self) -> datetime:
        return datetime.fromisoformat(self.version.said["met_at"])


def versions_of(contact: Contact) -> list[Told]:
    """Every version, the newest first; nothing, where nobody has corrected anything."""
    if contact.version_id is None:
        return []
    versions = list(contact.versions.select_related("written_by").order_by("-number"))
    codes = {code.pk: str(code) for code in Code.objects.filter(pk__in=codes_in(versions))}
    places = Venue.objects.filter(pk__in={one.said["venue_id"] for one in versions})
    venues = {venue.pk: str(venue) for venue in places}
    return [Told(one, words(one.said, codes, venues), one.pk == contact.version_id) for one in versions]


def codes_in(versions: list[ContactVersion]) -> set[int]:
    found: set[int] = set()
    for one in versions:
        found |= {one.said[name] for name in CODES if one.said[name]}
        found |= {pk for name in LISTS for pk in one.said[name]}
    return found


def words(said: dict[str, Any], codes: dict[int, str], venues: dict[int, str]) -> list[tuple[str, str]]:
    """The answers in the order of the form."""

    def listed(name: str) -> str:
        return ", ".join(codes[pk] for pk in said[name])

    def code(name: str) -> str:
        return codes.get(said[name], "")

    told = [
        (pgettext("outreach", "Place"), venues.get(said["venue_id"], "")),
        (_("Kind of contact"), code("contact_type_id")),
        (_("Who rings?"), code("caller_id")),
        (_("Sex"), labels(Sex, said["sex"], said["sexes"])),
        (_("Met before?"), labels(MetBefore, said["met_before"], []) or group_words(said["group"])),
        (_("Your own code"), said["own_code"]),
        (_("Age, roughly"), labels(AgeBand, said["age_band"], said["age_bands"])),
        (_("Language"), code("language_id") or listed("languages")),
        (_("Things given"), listed("given")),
        (_("Needs"), listed("needs")),
        (_("Signs"), listed("signs")),
        (_("Events"), listed("events")),
        (_("Reported to the police?"), labels(Answer, said["reported"], []) if said["events"] else ""),
        (_("Wants to meet again"), labels(FollowUp, said["follow_up"].replace(FollowUp.NOT_ASKED, ""), [])),
        (_("Citizenship"), code("citizenship_region_id")),
        (pgettext("outreach", "Note"), said["note"]),
    ]
    return [(label, value) for label, value in told if value]


def labels(choices: Any, one: str, several: list[str]) -> str:
    return ", ".join(str(choices(value).label) for value in ([one] if one else several))
