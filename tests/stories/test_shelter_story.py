"""A caseworker asks for a place, the shelter answers, and one bed is given once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from shelters.models import Placement
from tests.factories.accounts import home_of
from tests.factories.cases import CaseFactory
from tests.factories.shelters import RequestFactory, ShelterFactory, UnitFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def house(transactional_db):
    shelter = ShelterFactory(organisation=home_of("shelter_manager"), name="Prøvehuset")
    UnitFactory(shelter=shelter, name="Plads 1")
    return shelter


def give_the_place(manager, unit="Plads 1"):
    manager.page.get_by_role("radio", name=unit).check(force=True)
    manager.press("Giv pladsen")


def test_a_person_gets_a_bed(visitor, house):
    caseworker = visitor("cmm_caseworker")
    case = CaseFactory(organisation=caseworker.user.organisation, caseworker=caseworker.user)
    caseworker.visit(reverse("shelters:request_create", args=[case.ref])).is_clean()
    caseworker.page.get_by_role("radio", name="Prøvehuset").check(force=True)
    caseworker.press("Anmod om pladsen").sees("Prøvehuset").is_clean()

    manager = visitor("shelter_manager").visit("/shelters/requests/").is_clean()
    manager.follow(manager.page.get_by_role("link", name=case.victim.code_name).first)
    manager.is_clean()
    give_the_place(manager)
    manager.sees(case.victim.code_name).is_clean()

    assert Placement.objects.get().victim == case.victim
    manager.visit("/shelters/tonight/").sees(case.victim.code_name).is_clean()
    manager.visit("/shelters/board/").is_clean()
    caseworker.visit(reverse("shelters:case_placements", args=[case.ref])).sees("Prøvehuset").is_clean()


def test_of_two_requests_for_one_bed_the_second_gets_a_clear_message(visitor, house):
    first_night = timezone.localdate() + timedelta(days=1)
    asked = [
        RequestFactory(shelter=house, wanted_from=first_night, wanted_to=first_night + timedelta(days=7))
        for _person in range(2)
    ]
    one, other = visitor("shelter_manager"), visitor("shelter_manager")
    one.visit(asked[0].get_absolute_url())
    other.visit(asked[1].get_absolute_url())
    give_the_place(one)
    expect(one.page).not_to_have_url(one.address + asked[1].get_absolute_url())
    one.sees(asked[0].known_as)
    give_the_place(other)
    other.sees("Pladsen er lige blevet optaget. Vælg en anden, eller spørg på ny.").is_clean()
    assert Placement.objects.get().case == asked[0].case
