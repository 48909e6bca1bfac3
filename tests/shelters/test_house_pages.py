"""The pages on which houses and places are kept."""

import pytest
from django.urls import reverse

from cases.enums import CodeList
from shelters.models import Shelter, Unit
from tests.factories.cases import code
from tests.factories.shelters import PlacementFactory, ShelterFactory, UnitFactory, nights, other_house

pytestmark = pytest.mark.django_db


def typed(**words):
    usual = {
        "name": "Krisecenter Fiktiva",
        "accommodation_type": code(CodeList.ACCOMMODATION_TYPE, "crisis_s109").pk,
        "region": "syddanmark",
        "address_class": "public",
        "street": "Fiktivvej 1",
        "duty_phone": "70 00 00 99",
        "active": "on",
    }
    return usual | words


def test_a_coordinator_opens_a_house_and_is_led_to_it(as_role):
    answer = as_role("cmm_coordinator").post(
        reverse("shelters:shelter_create"), typed(organisation=other_house().pk), follow=True
    )
    assert (answer.status_code, "Krisecenter Fiktiva er oprettet. Tilføj pladserne." in answer.text) == (200, True)


def test_a_name_that_is_taken_is_said_at_the_name_and_nothing_typed_is_lost(as_role):
    ShelterFactory(slug="krisecenter-fiktiva")
    answer = as_role("cmm_coordinator").post(reverse("shelters:shelter_create"), typed(organisation=other_house().pk))
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors), form["street"].value()) == (422, ["name"], "Fiktivvej 1")


def test_only_organisations_that_run_houses_can_be_chosen(as_role):
    other_house()
    page = as_role("cmm_coordinator").get(reverse("shelters:shelter_create"))
    chosen = page.context["form"].fields["organisation"].queryset
    assert {"shelters" in one.capabilities for one in chosen} == {True}


def test_a_manager_changes_the_house(as_role):
    shelter = ShelterFactory()
    answer = as_role("shelter_manager").post(reverse("shelters:shelter_edit", args=[shelter.slug]), typed())
    assert (answer.status_code, Shelter.objects.get().name) == (302, "Krisecenter Fiktiva")


def test_a_house_somebody_lives_in_says_so_at_the_box(as_role):
    shelter = PlacementFactory(stay=nights(-3, 1)).unit.shelter
    answer = as_role("shelter_manager").post(reverse("shelters:shelter_edit", args=[shelter.slug]), typed(active=""))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["active"])


def test_a_manager_adds_a_place_after_the_last(as_role):
    shelter = UnitFactory(position=40).shelter
    url = reverse("shelters:unit_create", args=[shelter.slug])
    browser = as_role("shelter_manager")

    begun = browser.get(url).context["form"].initial
    browser.post(url, {"name": "Familierum", "kind": "family_room", "beds": 3, "position": begun["position"]})

    assert Unit.objects.values_list("position", "beds").get(name="Familierum") == (50, 3)


def test_a_name_the_house_has_already_is_refused_on_the_page(as_role):
    unit = UnitFactory(name="Plads 1")
    words = {"name": "Plads 1", "kind": "bed", "beds": 1, "position": 10}
    answer = as_role("shelter_manager").post(reverse("shelters:unit_create", args=[unit.shelter.slug]), words)
    assert (answer.status_code, Unit.objects.count()) == (422, 1)
    assert "Stedet har allerede en plads med det navn." in answer.text


def test_a_place_is_found_only_in_its_own_house(as_role):
    unit, other = UnitFactory(), ShelterFactory()
    answer = as_role("shelter_manager").get(reverse("shelters:unit_edit", args=[other.slug, unit.pk]))
    assert answer.status_code == 404


def test_a_place_is_changed_on_its_page(as_role):
    unit = UnitFactory(kind="bed")
    url = reverse("shelters:unit_edit", args=[unit.shelter.slug, unit.pk])
    words = {"name": "Lejlighed", "kind": "flat", "beds": 4, "position": 5, "active": "on"}
    assert as_role("shelter_manager").post(url, words).status_code == 302
    assert Unit.objects.values_list("name", "kind", "beds", "active").get() == ("Lejlighed", "flat", 4, True)


def test_a_public_address_is_shown_and_the_office_can_be_written_to(as_role):
    shelter = ShelterFactory(street="Fiktivvej 1, 9999 Ingensted", email="kontor@demo.test")
    page = as_role("cmm_caseworker").get(shelter.get_absolute_url())
    assert ("Fiktivvej 1" in page.text, "kontor@demo.test" in page.text) == (True, True)
