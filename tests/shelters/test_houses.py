"""The houses and their places: opened, changed, taken out of use."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.enums import CodeList
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import RuleError
from shelters import selectors
from shelters.forms import house_initial
from shelters.models import Address, Shelter, Unit
from shelters.services import add_unit, change_shelter, change_unit, open_shelter, place_victim
from shelters.services.units import Room
from tests.factories.accounts import staff
from tests.factories.cases import code
from tests.factories.shelters import (
    AddressFactory,
    PlacementFactory,
    RequestFactory,
    ShelterFactory,
    UnitFactory,
    nights,
    other_house,
)

pytestmark = pytest.mark.django_db


def house(**facts):
    usual = {
        "name": "Ærø Krisecenter",
        "accommodation_type": code(CodeList.ACCOMMODATION_TYPE, "crisis_s109"),
        "region": "syddanmark",
        "address_class": "public",
        "street": "Fiktivvej 1, 9999 Ingensted",
        "women_only": True,
        "takes_children": True,
        "wheelchair": False,
        "duty_phone": "70 00 00 99",
        "email": "vagt@demo.test",
        "services": [code(CodeList.SERVICE_TYPE, "psychologist")],
    }
    return usual | facts


def said(shelter, **facts):
    known = house_initial(shelter)
    known.pop("active")
    return known | {"services": list(shelter.services.all())} | facts


def entries():
    return list(AuditEntry.objects.order_by("pk").values_list("action", "details"))


def test_a_house_is_opened_under_an_address_made_of_its_name():
    organisation = other_house()

    shelter = open_shelter(actor=staff("cmm_coordinator"), organisation=organisation, house=house())

    assert (shelter.slug, shelter.organisation, said(shelter)) == ("aeroe-krisecenter", organisation, house())
    assert entries() == [
        (AuditAction.SHELTER_OPENED, {"shelter": "aeroe-krisecenter", "organisation": "andet-krisecenter"})
    ]


def test_no_two_houses_have_one_name():
    ShelterFactory(slug="aeroe-krisecenter")
    with pytest.raises(RuleError) as refused:
        open_shelter(actor=staff("cmm_coordinator"), organisation=other_house(), house=house())
    assert (refused.value.field, Shelter.objects.count()) == ("name", 1)


def test_the_manager_changes_the_house_and_the_log_says_which_facts(manager):
    shelter = ShelterFactory(slug="huset")

    change_shelter(actor=manager, shelter=shelter, house=said(shelter, wheelchair=True, duty_phone="70 00 00 01"))

    assert Shelter.objects.values_list("wheelchair", "duty_phone").get() == (True, "70 00 00 01")
    assert entries() == [(AuditAction.SHELTER_CHANGED, {"shelter": "huset", "fields": ["duty_phone", "wheelchair"]})]


def test_a_secret_address_is_not_written_in_the_open(manager):
    shelter = ShelterFactory()
    with pytest.raises(RuleError) as refused:
        change_shelter(actor=manager, shelter=shelter, house=said(shelter, address_class="secret", street="Vej 1"))
    assert refused.value.field == "street"


def test_nor_by_anybody_who_writes_to_the_database():
    secret = ShelterFactory(address_class="secret")
    with pytest.raises(IntegrityError, match="shelters_secret_address_is_not_here"), transaction.atomic():
        Shelter.objects.filter(pk=secret.pk).update(street="Vej 1")


def test_what_was_secret_is_forgotten_when_the_house_no_longer_is():
    shelter = AddressFactory().shelter

    change_shelter(
        actor=staff("cmm_coordinator"), shelter=shelter, house=said(shelter, address_class="public", street="Vej 1")
    )

    assert (Address.objects.get().said, Shelter.objects.get().street) == (None, "Vej 1")


def test_a_house_somebody_lives_in_stays_in_use(manager):
    stay = PlacementFactory(stay=nights(-3, 1))
    shelter = stay.unit.shelter
    with pytest.raises(RuleError) as refused:
        change_shelter(actor=manager, shelter=shelter, house=said(shelter), active=False)
    assert refused.value.code == "lived_in"


def test_a_house_that_owes_an_answer_stays_in_use(manager):
    shelter = RequestFactory().shelter
    with pytest.raises(RuleError, match="venter på svar"):
        change_shelter(actor=manager, shelter=shelter, house=said(shelter), active=False)


def test_an_empty_house_goes_out_of_use_and_comes_back(manager):
    shelter = PlacementFactory(stay=nights(-3, 0)).unit.shelter

    closed = change_shelter(actor=manager, shelter=shelter, house=said(shelter), active=False)
    assert not closed.active
    assert change_shelter(actor=manager, shelter=shelter, house=said(shelter), active=True).active


ROOM = Room(name="Værelse 7", kind="family_room", beds=4, position=70)


def test_a_place_is_added(manager):
    shelter = ShelterFactory(slug="huset")

    unit = add_unit(actor=manager, shelter=shelter, room=ROOM)

    assert (unit.name, unit.kind, unit.beds, unit.position, unit.takes_family) == ("Værelse 7", *list_of(ROOM), True)
    assert entries() == [
        (AuditAction.UNIT_ADDED, {"shelter": "huset", "kind": "family_room", "beds": 4}),
    ]


def list_of(room):
    return room.kind, room.beds, room.position


def test_two_places_of_one_name_are_refused_in_words(manager):
    unit = UnitFactory(name="Værelse 7")
    with pytest.raises(ValidationError, match="allerede en plads med det navn"):
        add_unit(actor=manager, shelter=unit.shelter, room=ROOM)


@pytest.mark.parametrize(("kind", "beds"), [("bed", 2), ("room", 0), ("flat", 13)])
def test_the_beds_fit_the_kind(manager, kind, beds):
    with pytest.raises(ValidationError, match="En seng er én seng"):
        add_unit(actor=manager, shelter=ShelterFactory(), room=Room("Plads", kind, beds, 10))
    assert not Unit.objects.exists()


def test_a_place_is_changed(manager):
    unit = UnitFactory(shelter__slug="huset")

    change_unit(actor=manager, unit=unit, room=ROOM)

    assert Unit.objects.values_list("name", "kind", "beds").get() == ("Værelse 7", "family_room", 4)
    assert entries() == [
        (AuditAction.UNIT_CHANGED, {"shelter": "huset", "fields": ["beds", "kind", "name", "position"]})
    ]


@pytest.mark.parametrize("room", [Room("P", "family_room", 3, 10), Room("P", "family_room", 4, 10, active=False)])
def test_a_place_somebody_has_loses_no_bed_and_stays_in_use(manager, room):
    unit = UnitFactory(kind="family_room", beds=4)
    PlacementFactory(unit=unit, stay=nights(1, 5))
    with pytest.raises(RuleError, match="Nogen bor her"):
        change_unit(actor=manager, unit=unit, room=room)


def test_a_place_out_of_use_is_given_to_nobody(manager):
    shelter = ShelterFactory()
    old, new = UnitFactory(shelter=shelter, active=False), UnitFactory(shelter=shelter)
    stay = nights(0, 7)
    assert list(selectors.free_units(shelter, stay)) == [new]
    with pytest.raises(RuleError, match="ikke i brug"):
        place_victim(actor=manager, origin=RequestFactory(shelter=shelter), unit=old, stay=stay)


def test_nobody_moves_into_a_house_out_of_use(manager):
    closed = UnitFactory(shelter__active=False)
    with pytest.raises(RuleError, match="ikke i brug"):
        place_victim(actor=manager, origin=RequestFactory(shelter=closed.shelter), unit=closed, stay=nights(0, 7))
