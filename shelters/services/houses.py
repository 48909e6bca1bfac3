"""Verbs about the houses themselves: opening one, and what is true of it."""

from collections.abc import Collection
from typing import Any, TypedDict

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cases.models import Code
from cmm.accounts.models import Organisation, User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError
from shelters import rules
from shelters.enums import ClosureKind
from shelters.models import Address, Closure, Occupancy, PlacementRequest, Shelter
from shelters.services.closures import open_again, shut
from shelters.services.locks import lock_house

LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


class House(TypedDict):
    """What is true of a house, and may stand on any page that names it."""

    name: str
    accommodation_type: Code
    region: str
    address_class: str
    street: str
    women_only: bool
    takes_children: bool
    wheelchair: bool
    duty_phone: str
    email: str
    services: Collection[Code]


@transaction.atomic
def open_shelter(*, actor: User, organisation: Organisation, house: House) -> Shelter:
    """``organisation`` runs one more house, as yet without places. Raises RuleError where its name is taken."""
    require_role(actor, "shelters.add_shelter")
    slug = slugify(house["name"].translate(LETTERS))[:60]
    if Shelter.objects.filter(slug=slug).exists():
        raise RuleError(_("There is a shelter of this name already."), code="name_taken", field="name")
    shelter = Shelter(slug=slug, organisation=organisation)
    write(shelter, house)
    record(actor, AuditAction.SHELTER_OPENED, shelter, shelter=shelter.slug, organisation=organisation.code)
    return shelter


@transaction.atomic
def change_shelter(*, actor: User, shelter: Shelter, house: House, active: bool = True) -> Shelter:
    """What ``house`` says is true from now on; the address a secret house had in the open is forgotten, and that of a
    house no longer secret is shown no more. Raises RuleError where somebody still lives there or is expected.
    """
    require(actor, "change", shelter)
    shelter = lock_house(shelter)
    before = said(shelter)
    if shelter.active and not active:
        rules.check_empty(is_empty=is_empty(shelter))
    keep_places(actor, shelter, active)
    shelter.active = active
    write(shelter, house)
    if not shelter.is_secret:
        Address.objects.filter(shelter=shelter).update(said=None, changed_by=actor, changed_at=timezone.now())
    changed = sorted(name for name, value in said(shelter).items() if before[name] != value)
    record(actor, AuditAction.SHELTER_CHANGED, shelter, shelter=shelter.slug, fields=changed)
    return shelter


def keep_places(actor: User, shelter: Shelter, active: bool) -> None:
    """A house that goes out of use takes its places along, from tonight on, and brings them back."""
    tonight = rules.night_of(timezone.localtime())
    if shelter.active and not active:
        shut(actor, shelter.units.all(), tonight, ClosureKind.HOUSE)
    elif active and not shelter.active:
        open_again(actor, Closure.objects.filter(unit__shelter=shelter, kind=ClosureKind.HOUSE), tonight)


def write(shelter: Shelter, house: House) -> None:
    for name, value in house.items():
        if name != "services":
            setattr(shelter, name, value)
    if shelter.is_secret:
        rules.check_no_street(street=shelter.street)
    shelter.full_clean()
    shelter.save()
    shelter.services.set(house["services"])


def said(shelter: Shelter) -> dict[str, Any]:
    offered = sorted(shelter.services.values_list("pk", flat=True))
    return {name: getattr(shelter, name) for name in (*House.__annotations__, "active")} | {"services": offered}


def is_empty(shelter: Shelter) -> bool:
    """Nobody has a place here tonight or later, and nobody waits for an answer."""
    tonight = rules.night_of(timezone.localtime())
    nights = Occupancy.objects.after(tonight).filter(unit__shelter=shelter)
    return not nights.exists() and not PlacementRequest.objects.waiting().filter(shelter=shelter).exists()
