import pytest
from django.urls import reverse

from cmm.audit.models import Reading
from shelters.enums import ExitCause
from shelters.models import Placement
from tests.factories.shelters import PlacementFactory, RequestFactory, UnitFactory, night, nights, other_house
from tests.readings import seen
from tests.statements import asking

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def test_the_shelter_sees_the_name_used_and_never_the_case(as_role, people):
    stay = PlacementFactory(known_as="Mira", needs="Ring aldrig.")

    response = as_role("shelter_staff").get(stay.get_absolute_url())

    assert "Mira" in text(response)
    assert "Ring aldrig." in text(response)
    assert stay.case.ref not in text(response)
    assert stay.victim.code_name not in text(response)
    assert seen() == [(people["shelter_staff"].pk, "page", stay.ref)]
    assert Reading.objects.get().case_id == stay.case_id


def test_the_caseworker_sees_the_code_name_and_changes_nothing(as_role):
    stay, browser = PlacementFactory(), as_role("cmm_caseworker")

    response = browser.get(stay.get_absolute_url())

    assert stay.victim.code_name in text(response)
    assert "Afslut opholdet" not in text(response)
    assert browser.post(stay.get_absolute_url(), {"act": "release"}).status_code == 403


def test_a_stay_is_ended(as_role):
    stay = PlacementFactory()
    words = {"act": "end", "end-on": "23-11-2026", "end-cause": "returned"}

    response = as_role("shelter_staff").post(stay.get_absolute_url(), words)

    stay.refresh_from_db()
    assert (response.status_code, stay.exit_cause, stay.departs_on) == (302, ExitCause.RETURNED, night(0))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"end-on": "24-11-2026", "end-cause": "other"}, "Datoen må ikke ligge efter i dag."),
        ({"end-on": "16-11-2026", "end-cause": "other"}, "Vælg i stedet »Personen kom aldrig«."),
        ({"end-on": "23-11-2026"}, "Vælg en mulighed."),
    ],
)
def test_a_stay_that_cannot_end_so_goes_on(as_role, words, message):
    stay = PlacementFactory(stay=nights(-7, 7))

    response = as_role("shelter_staff").post(stay.get_absolute_url(), {"act": "end"} | words)

    stay.refresh_from_db()
    assert (response.status_code, stay.is_over) == (422, False)
    assert message in text(response)


def test_a_person_is_moved_to_a_free_place(as_role):
    stay, unit = PlacementFactory(), UnitFactory()
    words = {"act": "move", "move-unit": unit.pk, "move-on": "23-11-2026"}

    response = as_role("shelter_staff").post(stay.get_absolute_url(), words)

    moved = Placement.objects.get(unit=unit)
    assert (response.status_code, response.url, moved.moved_from) == (302, moved.get_absolute_url(), stay)


def test_a_stay_is_corrected(as_role):
    stay = PlacementFactory()
    words = {"act": "correct", "correct-known_as": "Sol", "correct-needs": "", "correct-departs_on": "31-12-2026"}

    response = as_role("shelter_staff").post(stay.get_absolute_url(), words)

    stay.refresh_from_db()
    assert (response.status_code, stay.known_as, stay.departs_on) == (302, "Sol", night(38))


def test_never_came_is_offered_only_around_the_arrival(as_role):
    fresh, old = PlacementFactory(stay=nights(0, 7)), PlacementFactory(stay=nights(-7, 7))
    browser = as_role("shelter_staff")

    assert "Personen kom aldrig" in text(browser.get(fresh.get_absolute_url()))
    assert "Personen kom aldrig" not in text(browser.get(old.get_absolute_url()))
    assert browser.post(fresh.get_absolute_url(), {"act": "release"}).status_code == 302


def test_a_stay_in_another_house_does_not_exist(as_role):
    stay = PlacementFactory(unit__shelter__organisation=other_house())

    assert as_role("shelter_staff").get(stay.get_absolute_url()).status_code == 404


def test_tonight_shows_the_house_and_says_so_in_the_log(as_role, people):
    stay = PlacementFactory(known_as="Mira", needs="Ring aldrig.")
    PlacementFactory(unit__shelter__organisation=other_house(), known_as="Fremmed")
    RequestFactory(shelter=stay.unit.shelter)

    response = as_role("shelter_manager").get(reverse("shelters:tonight"))

    assert "Mira" in text(response)
    assert "Fremmed" not in text(response)
    assert "Svar på 1 anmodning" in text(response)
    assert seen() == [(people["shelter_manager"].pk, "list", stay.ref)]


@pytest.mark.parametrize("rows", [1, 3])
def test_tonight_asks_the_database_as_often_for_one_as_for_three(as_role, rows):
    PlacementFactory.create_batch(rows)
    browser = as_role("shelter_staff")

    with asking(11):
        response = browser.get(reverse("shelters:tonight"))

    assert text(response).count('class="resident"') == rows


def test_what_the_street_sees_of_tonight_names_neither_the_register_nor_the_work(as_role):
    PlacementFactory()

    page = text(as_role("shelter_staff").get(reverse("shelters:tonight")))

    assert "<title>I nat – Vagtplan</title>" in page
    assert [word for word in ("CMM", "Sagsregister", "menneskehandel") if word in page] == []


def test_a_night_without_arrivals_says_so_in_a_line_and_not_in_a_list(as_role):
    PlacementFactory(stay=nights(-3, 4))

    page = text(as_role("shelter_staff").get(reverse("shelters:tonight")))

    assert "Ingen ankommer i nat." in page
    assert ("Ankommer <" in page, "Sover her i nat <" in page) == (False, True)


def test_the_board_names_whom_the_reader_may_see(as_role, caseworker):
    mine, sealed = PlacementFactory(), PlacementFactory(case__protection="named")

    response = as_role("cmm_caseworker").get(reverse("shelters:board"))

    assert mine.victim.code_name in text(response)
    assert sealed.victim.code_name not in text(response)
    assert text(response).count("Optaget") == 1
    assert seen() == [(caseworker.pk, "list", mine.ref)]


def test_the_inspector_sees_counts_and_nobody(as_role):
    stay = PlacementFactory()
    browser = as_role("supervision_inspector")

    for url in (reverse("shelters:board"), reverse("shelters:shelter_list"), stay.unit.shelter.get_absolute_url()):
        page = text(browser.get(url))
        assert stay.unit.shelter.name in page
        for secret in (stay.ref, stay.known_as, stay.victim.code_name, stay.case.ref):
            assert secret not in page
    assert browser.get(stay.get_absolute_url()).status_code == 404
    assert seen() == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_asks_the_database_as_often_for_one_as_for_three(as_role, rows):
    PlacementFactory.create_batch(rows)
    PlacementFactory.create_batch(rows, case__protection="named")
    browser = as_role("cmm_caseworker")

    with asking(9):
        response = browser.get(reverse("shelters:board"))

    assert text(response).count('<tr class="shelter">') == 2 * rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_shelters_ask_the_database_as_often_for_one_as_for_three(as_role, rows):
    UnitFactory.create_batch(rows)
    browser = as_role("supervision_inspector")

    with asking(8):
        response = browser.get(reverse("shelters:shelter_list"))

    assert text(response).count("<tr>") == rows + 1


@pytest.mark.parametrize(
    "question", [{"start": "2026-12-28"}, {"start": "i går"}, {"only": ["men", "bogus"]}, {"page": "9"}]
)
def test_the_board_makes_sense_of_any_address(as_role, question):
    assert as_role("cmm_caseworker").get(reverse("shelters:board"), question).status_code == 200


def test_the_tab_of_a_case_shows_its_stays_and_requests(as_role, caseworker):
    stay = PlacementFactory()
    asked = RequestFactory(case=stay.case)

    response = as_role("cmm_caseworker").get(reverse("shelters:case_placements", args=[stay.case.ref]))

    assert stay.get_absolute_url() in text(response)
    assert asked.get_absolute_url() in text(response)
    assert seen() == [(caseworker.pk, "page", stay.case.ref)]
