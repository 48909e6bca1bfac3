"""The pages on which a house writes of its residents, and those on which others read it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import CodeList
from cases.particulars import Safety
from cases.services import write_safety_note
from shelters.models import HouseNote, PlacementRequest, Service
from shelters.services import move_victim, report_disappeared, take_back
from tests.factories.cases import CaseFactory, code
from tests.factories.shelters import (
    NoteFactory,
    PlacementFactory,
    RequestFactory,
    ServiceFactory,
    ShelterFactory,
    UnitFactory,
    night,
    nights,
)
from tests.readings import seen
from tests.statements import asking

pytestmark = pytest.mark.django_db
SAID = "Græd hele aftenen."


def line(**words):
    danish = {"kind": code(CodeList.SERVICE_TYPE, "danish").pk, "given_on": "23-11-2026", "key": uuid4()} | words
    return {"act": "serve"} | {f"serve-{name}": word for name, word in danish.items()}


def test_a_line_is_logged_on_the_residents_page(as_role):
    stay = PlacementFactory()

    answer = as_role("shelter_staff").post(stay.get_absolute_url(), line(minutes="45", note=SAID))

    service = Service.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{stay.get_absolute_url()}#services")
    assert (service.kind.code, service.minutes, service.text) == ("danish", 45, SAID)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"kind": ""}, "Vælg en mulighed."),
        ({"given_on": "24-11-2026"}, "Datoen skal ligge inden for opholdet"),
        ({"minutes": "mange"}, "Indtast et heltal."),
        ({"minutes": "0"}, "større end eller lig 1"),
        ({"key": "ingen"}, "UUID"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_and_stays_written(as_role, words, message):
    stay = PlacementFactory()
    answer = as_role("shelter_staff").post(stay.get_absolute_url(), line(note=SAID, **words))
    assert (answer.status_code, Service.objects.count()) == (422, 0)
    assert (message in answer.text, SAID in answer.text) == (True, True)


def test_a_kind_of_another_list_is_no_service(as_role):
    stay = PlacementFactory()
    words = line(kind=code(CodeList.REFUSAL_REASON, "full").pk)
    assert as_role("shelter_staff").post(stay.get_absolute_url(), words).status_code == 422


def test_a_struck_line_says_why(as_role):
    service = ServiceFactory()
    browser = as_role("shelter_staff")

    answer = browser.post(reverse("shelters:service_strike", args=[service.pk]), {"reason": "twice"})

    assert answer.url == service.get_absolute_url()
    assert "Den var skrevet to gange" in browser.get(service.placement.get_absolute_url()).text


def test_an_incident_without_words_is_refused(as_role):
    url = reverse("shelters:incident_create", args=[PlacementFactory().ref])
    answer = as_role("shelter_staff").post(url, {"at": "22-11-2026 23.10", "text": " "})
    assert (answer.status_code, HouseNote.objects.count()) == (422, 0)
    assert "22-11-2026 23.10" in answer.text


def test_from_tonights_list_one_is_back_on_it(as_role):
    stay, browser = PlacementFactory(), as_role("shelter_staff")
    url = reverse("shelters:absence_create", args=[stay.ref])

    answer = browser.post(f"{url}?from=tonight", {"at": "23-11-2026 09.00", "expected_at": "23-11-2026 22.00"})

    assert answer.url == reverse("shelters:tonight")
    assert "Ude, ventes kl. 22.00." in browser.get(answer.url).text
    note = HouseNote.objects.get()
    answer = browser.post(reverse("shelters:absence_end", args=[note.pk]), {"back_at": "23-11-2026 09.30"})
    assert answer.url == f"{stay.get_absolute_url()}#notes"
    assert "Ude, ventes" not in browser.get(reverse("shelters:tonight")).text


def test_tonight_begins_with_who_is_missing(as_role):
    shelter = ShelterFactory()
    names = {"Mira": None, "Sol": -1, "Tess": -2, "Vega": 2}
    for name, hours in names.items():
        stay = PlacementFactory(known_as=name, unit=UnitFactory(shelter=shelter, position=10))
        if hours is not None:
            NoteFactory(placement=stay, expected_at=timezone.now() + timedelta(hours=hours))

    page = as_role("shelter_staff").get(reverse("shelters:tonight"))

    (one,) = page.context["nights"]
    assert [bed.stay.known_as for bed in one.missing] == ["Tess", "Sol"]
    assert {bed.stay.known_as for bed in one.accounted_for} == {"Mira", "Vega"}
    assert sorted(bed.state for bed in one.beds) == ["out", "out", "out", "taken"]
    assert page.text.index("Mangler") < page.text.index("Sover her i nat")


def test_who_was_away_when_the_room_was_changed_is_still_away(as_role, people):
    note = NoteFactory(expected_at=timezone.now() - timedelta(hours=1))
    unit = UnitFactory(shelter=note.placement.unit.shelter)
    move_victim(actor=people["shelter_staff"], placement=note.placement, unit=unit, on=night(0))
    (one,) = as_role("shelter_staff").get(reverse("shelters:tonight")).context["nights"]
    assert [(bed.unit, bed.absence) for bed in one.missing] == [(unit, note)]


def test_who_came_back_after_all_is_not_away_any_more(as_role, people):
    keeper, stay = people["shelter_staff"], PlacementFactory()
    NoteFactory(placement=stay, expected_at=timezone.now() - timedelta(hours=1))
    gone = report_disappeared(actor=keeper, placement=stay, on=night(0))
    take_back(actor=keeper, note=gone, unit=stay.unit)
    (one,) = as_role("shelter_staff").get(reverse("shelters:tonight")).context["nights"]
    assert [bed.state for bed in one.beds] == ["taken"]


def test_who_is_noted_for_the_weekend_is_not_out_yet(as_role):
    NoteFactory(at=timezone.now() + timedelta(days=2))
    (one,) = as_role("shelter_staff").get(reverse("shelters:tonight")).context["nights"]
    assert [bed.state for bed in one.beds] == ["taken"]


def test_the_safety_of_a_resident_stands_before_their_needs(as_role):
    stay = PlacementFactory(safety="Luk ikke op.", contact="Ring aldrig.", needs="Tolk.", key_dates="Advokat fredag.")
    page = as_role("shelter_staff").get(stay.get_absolute_url()).text
    places = [page.index(words) for words in ("Luk ikke op.", "Ring aldrig.", "Tolk.", "Advokat fredag.")]
    assert places == sorted(places)
    tonight = as_role("shelter_staff").get(reverse("shelters:tonight")).text
    assert ("Luk ikke op." in tonight, "Ring aldrig." in tonight) == (True, True)


def test_what_the_house_was_told_is_what_was_asked_with_and_is_corrected_there(as_role):
    asked = RequestFactory(safety="Luk ikke op.", contact="Ring aldrig.", key_dates="Advokat fredag.")
    unit, browser = UnitFactory(shelter=asked.shelter), as_role("shelter_manager")
    browser.post(asked.get_absolute_url(), {"act": "accept", "accept-unit": unit.pk})
    stay = asked.placement
    assert stay.told == asked.told

    words = {"known_as": "Sol", "safety": "Ingen fare."}
    words |= dict.fromkeys(["needs", "contact", "key_dates", "children_are"], "")
    form = {f"correct-{name}": word for name, word in words.items()} | {"correct-departs_on": "30-11-2026"}
    browser.post(stay.get_absolute_url(), {"act": "correct"} | form)

    stay.refresh_from_db()
    asked.refresh_from_db()
    assert (stay.told, asked.safety) == (words, "Luk ikke op.")


def test_the_rule_for_safe_contact_is_proposed_and_may_be_taken_out(as_role, caseworker):
    case = CaseFactory(caseworker=caseworker)
    rules = Safety(who_may="Kun Mette", when="Efter 16", as_whom="biblioteket")
    write_safety_note(actor=caseworker, case=case, safety=rules, no_threat=True)
    url, browser = reverse("shelters:request_create", args=[case.ref]), as_role("cmm_caseworker")

    assert browser.get(url).context["form"]["contact"].value() == "Kun Mette\nEfter 16\nsom biblioteket"

    house = UnitFactory().shelter
    days = {"wanted_from": "23-11-2026", "wanted_to": "30-11-2026", "shelter": house.slug}
    browser.post(url, days | {"contact": "", "safety": "Luk ikke op."})
    asked = PlacementRequest.objects.get()
    assert (asked.contact, asked.safety) == ("", "Luk ikke op.")


def test_whoever_works_on_the_case_reads_it_there_and_cannot_write(as_role, caseworker):
    stay = PlacementFactory(case__caseworker=caseworker)
    NoteFactory(placement=stay, kind="incident", said=SAID)
    ServiceFactory(placement=stay, said="Fulgt derhen")
    browser = as_role("cmm_caseworker")

    case_page = browser.get(reverse("shelters:case_placements", args=[stay.case.ref])).text
    stay_page = browser.get(stay.get_absolute_url()).text

    for page in (case_page, stay_page):
        assert (SAID in page, "Fulgt derhen" in page) == (True, True)
        assert [words for words in ("Streg ud", "Registrér ydelsen", ">Ret<") if words in page] == []
    assert seen() == [(caseworker.pk, "page", stay.case.ref), (caseworker.pk, "page", stay.ref)]


def test_whoever_opens_a_form_about_somebody_stands_in_the_log(as_role, people):
    note = NoteFactory()
    as_role("shelter_staff").get(reverse("shelters:note_correct", args=[note.pk]))
    assert seen() == [(people["shelter_staff"].pk, "page", note.placement.ref)]


def test_the_person_who_came_back_is_taken_in_again(as_role):
    stay, browser = PlacementFactory(stay=nights(-7, 7)), as_role("shelter_staff")
    gone = reverse("shelters:disappearance_create", args=[stay.ref])
    assert browser.post(gone, {"on": "23-11-2026", "text": ""}).status_code == 302
    assert "Personen kom tilbage" in browser.get(stay.get_absolute_url()).text

    answer = browser.post(reverse("shelters:return_create", args=[stay.ref]), {"unit": stay.unit.pk})

    stay.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, stay.moved_to.get_absolute_url())
    page = browser.get(stay.get_absolute_url()).text
    assert ("et nyt ophold følger efter" in page, stay.moved_to.get_absolute_url() in page) == (True, True)


def test_a_day_that_makes_no_sense_loses_no_words(as_role):
    stay = PlacementFactory()
    url = reverse("shelters:disappearance_create", args=[stay.ref])
    answer = as_role("shelter_staff").post(url, {"on": "24-11-2026", "text": SAID})
    stay.refresh_from_db()
    assert (answer.status_code, stay.is_over, SAID in answer.text) == (422, False, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_ask_as_often_for_one_as_for_three(as_role, caseworker, rows):
    stay = PlacementFactory(case__caseworker=caseworker)
    for _row in range(rows):
        ServiceFactory(placement=stay, said=SAID)
        NoteFactory(placement=stay, kind="incident", said=SAID)
    keeper, worker = as_role("shelter_staff"), as_role("cmm_caseworker")
    case_page = reverse("shelters:case_placements", args=[stay.case.ref])
    keeper.get(stay.get_absolute_url())

    with asking(18):
        assert keeper.get(stay.get_absolute_url()).text.count(SAID) == 2 * rows
    with asking(14):
        assert worker.get(case_page).text.count(SAID) == 2 * rows


def test_a_page_shows_the_latest_and_more_when_asked(as_role):
    stay = PlacementFactory(stay=nights(-40, 7))
    for day in range(15):
        ServiceFactory(placement=stay, given_on=night(-day), said=f"Nummer {day}.")
    browser = as_role("shelter_staff")

    first, whole = browser.get(stay.get_absolute_url()).text, browser.get(f"{stay.get_absolute_url()}?lines=all").text

    assert ("Nummer 9." in first, "Nummer 10." in first, "Nummer 14." in whole) == (True, False, True)
