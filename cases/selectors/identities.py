"""What the pages show of an identity without opening it, and what is odd about a number."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.enums import IdentityGroup
from cases.models import Case, Identity
from cases.rules import satisfies_modulus_11
from cases.selectors.safety import safety_of, threatening


@dataclass(frozen=True)
class Group:
    """One group on the page: whether anything is in it, and when it is open, what."""

    name: str
    label: str
    is_filled: bool
    facts: list[tuple[str, str]] | None = None
    notes: tuple[str, ...] = ()


def identity_of(user: Any, case: Case, action: str = "view") -> Identity | None:
    """The identity of the person in ``case``, if there is one the user may do ``action`` to."""
    rows = Identity.objects.allowed(user, action).filter(victim=case.victim_id)
    identity: Identity | None = rows.select_related(*Identity.door_joins).first()
    return identity


def closed_group(name: str, identity: Identity | None) -> Group:
    return Group(name, str(IdentityGroup(name).label), getattr(identity, name, None) is not None)


def notes_on(user: Any, identity: Identity, group: str) -> tuple[str, ...]:
    """What whoever reads a group must know with it; no number stands in these words."""
    if group == IdentityGroup.NUMBERS:
        return tuple(notes_on_number(user, identity))
    return tuple(notes_on_phone(user, identity)) if group == IdentityGroup.CONTACT else ()


def notes_on_phone(user: Any, identity: Identity) -> list[str]:
    """Before any phone number: how one may ring, and whether a threat comes from it."""
    contact, note = identity.particulars(IdentityGroup.CONTACT).filled(), safety_of(identity.case)
    notes = [
        _("A threat comes from this phone number, says the safety note in %(ref)s. Do not ring it.") % {"ref": ref}
        for ref in threatening(user, contact.get("phone", ""))
    ]
    if contact and (note is None or note.safety.lacks_rules):
        notes.append(_("No rules for contact are agreed. Do not ring before you have asked the contact person."))
    return notes


def notes_on_number(user: Any, identity: Identity) -> list[str]:
    if not identity.cpr:
        return []
    notes = [
        _("The same CPR number stands in %(ref)s.") % {"ref": other.case.ref} for other in same_number(user, identity)
    ]
    if not satisfies_modulus_11(identity.cpr):
        notes.append(_("The CPR number fails modulus 11. So do many given out since 2007: read it once more."))
    return notes


def same_number(user: Any, identity: Identity) -> list[Identity]:
    """Other identities with this CPR number, among those the user reaches and nobody else's."""
    index: Any = Identity._meta.get_field("number_index")
    rows = Identity.objects.allowed(user).filter(number_index__in=index.all_of(identity.cpr))
    return list(rows.exclude(pk=identity.pk).select_related("case").order_by("case__ref"))
