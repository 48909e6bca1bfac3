"""Where a safety note makes a place unsafe, the form says so before it saves."""

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cases.particulars import Safety
from cases.services import write_safety_note
from cmm.core.context import Context, acting
from cmm.core.errors import RuleError
from shelters.models import Placement, PlacementRequest
from shelters.rules import dangers_at
from shelters.services import move_victim, place_at_once, request_place
from shelters.services.requests import Wish
from tests.factories.cases import CaseFactory
from tests.factories.shelters import AddressFactory, PlacementFactory, ShelterFactory, UnitFactory, night, other_house

pytestmark = pytest.mark.django_db
HOUSE = ["Krisecenter Nordlys, Aalborg", "Fiktivvej 7, 9000 Aalborg", "Reden International"]


@pytest.mark.parametrize(
    ("avoid", "found"),
    [
        ("Må ikke bo i Ålborg. Ålborg!", ["Ålborg"]),
        ("Aalborgs midtby", ["Aalborgs"]),
        ("Jylland", ["Jylland"]),
        ("Nordlys, hvor hun boede sidst", ["Nordlys"]),
        ("Hjørring og Aarhus", ["Hjørring"]),
        ("København. Et krisecenter i hele byen.", []),
        ("", []),
    ],
)
def test_the_words_that_say_where_a_house_is_are_found(avoid, found):
    assert dangers_at(avoid, house=HOUSE, region="nordjylland") == found


@given(st.text(max_size=200), st.lists(st.text(max_size=40), max_size=3))
def test_a_text_warns_of_nothing_it_does_not_name(avoid, house):
    found = dangers_at(avoid, house=house, region="unknown")
    assert all(word in avoid for word in found)


def threatened(caseworker, avoid="Aalborg: brødrene bor der"):
    case = CaseFactory(caseworker=caseworker)
    write_safety_note(actor=caseworker, case=case, safety=Safety(threat="Brødrene", avoid=avoid))
    return case


def secret_house(at="Mærkevej 77, 9999 Ingensted"):
    """It says neither by its name nor by its region where it lies."""
    return AddressFactory(said=at).shelter


def house():
    return ShelterFactory(name="Krisecenter Nordlys, Aalborg", region="nordjylland", slug="nordlys")


def wish(**facts):
    return Wish(wanted_from=night(0), wanted_to=night(7), **facts)


def test_a_place_the_note_warns_of_is_asked_for_only_with_a_reason(caseworker):
    case, shelter = threatened(caseworker), house()
    with pytest.raises(RuleError, match="skal holde sig væk fra: Aalborg") as refused:
        request_place(actor=caseworker, case=case, shelter=shelter, wish=wish())
    assert (refused.value.field, PlacementRequest.objects.count()) == ("despite", 0)

    request = request_place(actor=caseworker, case=case, shelter=shelter, wish=wish(despite="De er fængslet."))
    assert PlacementRequest.objects.get(pk=request.pk).despite.reveal() == "De er fængslet."


def test_elsewhere_no_reason_is_asked_for(caseworker):
    case = threatened(caseworker)
    request = request_place(actor=caseworker, case=case, shelter=ShelterFactory(region="hovedstaden"), wish=wish())
    assert request.despite is None


def test_the_form_says_so_before_it_saves_and_keeps_what_was_typed(as_role, people):
    case, shelter = threatened(people["cmm_caseworker"]), house()
    browser, url = as_role("cmm_caseworker"), reverse("shelters:request_create", args=[case.ref])
    words = {"wanted_from": "23.11.2026", "wanted_to": "30.11.2026", "shelter": shelter.slug, "needs": "Tolk."}

    assert "Hvorfor stedet alligevel er sikkert" not in browser.get(url).text
    refused = browser.post(url, words)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["despite"])
    assert "Hvorfor stedet alligevel er sikkert" in refused.text
    assert "Tolk." in refused.text
    assert browser.post(url, words | {"despite": "De er fængslet."}).status_code == 302

    request = PlacementRequest.objects.get()
    assert "De er fængslet." in browser.get(request.get_absolute_url()).text
    assert "De er fængslet." not in as_role("shelter_manager").get(request.get_absolute_url()).text


def test_a_house_moves_nobody_there_and_is_not_told_why(caseworker, manager):
    case = threatened(caseworker)
    stay = PlacementFactory(case=case, victim=case.victim)
    with pytest.raises(RuleError) as refused:
        move_victim(actor=manager, placement=stay, unit=UnitFactory(shelter=house()), on=night(0))
    assert refused.value.messages == ["Ring til kontaktpersonen, før personen flyttes dertil."]
    assert Placement.objects.count() == 1


def test_nor_is_anybody_placed_there_at_night_without_a_reason(caseworker):
    unit = UnitFactory(shelter=house())
    case, tonight = threatened(caseworker), {"wanted_from": night(0), "wanted_to": night(1)}
    with pytest.raises(RuleError, match="Aalborg") as refused:
        place_at_once(actor=caseworker, case=case, unit=unit, wish=Wish(**tonight))
    assert (refused.value.field, Placement.objects.count()) == ("despite", 0)
    assert place_at_once(actor=caseworker, case=case, unit=unit, wish=Wish(**tonight, despite="De er fængslet."))


@pytest.mark.parametrize("avoid", ["Familien bor på Mærkevej.", "Ingensted", "Odense, hvor bagmanden er fra"])
def test_a_note_that_speaks_of_a_secret_address_says_unsafe_and_not_which_word(caseworker, avoid):
    """The house lies in Odense, which only a Socialtilsyn, the coordinator and the manager are told."""
    case, shelter = threatened(caseworker, avoid), secret_house()
    with pytest.raises(RuleError) as refused:
        request_place(actor=caseworker, case=case, shelter=shelter, wish=wish())
    said = "Sikkerhedsnotatet siger, at der er utrygt. Vælg et andet sted, eller skriv, hvorfor dette er sikkert."
    assert (refused.value.field, refused.value.messages) == ("despite", [said])

    assert request_place(actor=caseworker, case=case, shelter=shelter, wish=wish(despite="De er fængslet."))


def test_nothing_else_of_a_secret_address_warns(caseworker):
    case = threatened(caseworker, "Aalborg, ved siden af vejen")
    assert request_place(actor=caseworker, case=case, shelter=secret_house(), wish=wish()).despite is None


def test_the_form_of_an_emergency_says_only_that_it_is_unsafe(as_role, people):
    """No byte that leaves says the address, whichever role asks."""
    case, shelter = threatened(people["cmm_caseworker"], "Mærkevej"), secret_house()
    unit = UnitFactory(shelter=shelter)
    answer = as_role("cmm_caseworker").post(
        reverse("shelters:emergency_create", args=[case.ref]), {"unit": unit.pk, "nights": "1"}
    )
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["despite"])
    assert "Ingensted" not in answer.text


def test_where_a_house_lies_is_told_to_whoever_asks_for_places_and_to_the_house(people):
    """And closed: only the application has the key, and it only compares."""
    theirs = ShelterFactory(organisation=other_house(), address_class="secret")
    AddressFactory(shelter=theirs, said="Mærkevej 77")
    told = {role for role, user in people.items() if whereabouts(user, theirs)}
    ours = {role for role, user in people.items() if whereabouts(user, secret_house())}
    assert told == {"cmm_caseworker", "cmm_coordinator", "immigration_officer"}
    assert ours == told | {"shelter_manager", "shelter_staff"}


def whereabouts(user, shelter):
    with acting(Context(user.pk)), connection.cursor() as cursor:
        cursor.execute("SELECT said FROM sec.whereabouts(%s)", [shelter.pk])
        found = cursor.fetchall()
    assert all(bytes(said).startswith(b"v1|") for (said,) in found)
    return found
