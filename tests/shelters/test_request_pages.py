import pytest
from django.urls import reverse

from cases.enums import CodeList
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry, Reading
from shelters.enums import RequestState
from shelters.models import Placement, PlacementRequest
from tests.factories.cases import CaseFactory, code
from tests.factories.shelters import (
    PlacementFactory,
    RequestFactory,
    ShelterFactory,
    UnitFactory,
    night,
    nights,
    other_house,
)
from tests.readings import seen
from tests.statements import asking

pytestmark = pytest.mark.django_db
WORDS = {"wanted_from": "23-11-2026", "wanted_to": "30-11-2026", "known_as": "Mira", "needs": "Taler polsk."}


def create_url(case):
    return reverse("shelters:request_create", args=[case.ref])


def text(response):
    return response.content.decode()


def logged():
    return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


def test_a_caseworker_asks_for_a_place(as_role, caseworker):
    case, unit = CaseFactory(caseworker=caseworker), UnitFactory()

    response = as_role("cmm_caseworker").post(create_url(case), WORDS | {"shelter": unit.shelter.slug, "urgent": "on"})

    asked = PlacementRequest.objects.get()
    assert (response.status_code, response.url) == (302, reverse("shelters:case_placements", args=[case.ref]))
    assert (asked.known_as, asked.wanted_from, asked.wanted_to, asked.urgent) == ("Mira", night(0), night(7), True)
    assert logged() == [AuditAction.REQUEST_SENT]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"wanted_from": "22-11-2026"}, "Den første nat må ikke ligge før i nat."),
        ({"wanted_to": "23-11-2026"}, "Afrejsen skal ligge efter den første nat."),
        ({"wanted_from": "i morgen"}, "Skriv datoen som dag-måned-år"),
        ({"shelter": ""}, "Vælg en mulighed."),
        ({"shelter": "findes-ikke"}, "Marker en gyldig valgmulighed"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(as_role, words, message):
    unit = UnitFactory()

    response = as_role("cmm_caseworker").post(create_url(CaseFactory()), WORDS | {"shelter": unit.shelter.slug} | words)

    assert (response.status_code, PlacementRequest.objects.count()) == (422, 0)
    assert message in text(response)
    assert "Taler polsk." in text(response)


def test_the_form_counts_free_places_and_asks_nobody(as_role):
    shelter = ShelterFactory(name="Huset", women_only=True, takes_children=False)
    PlacementFactory(unit=UnitFactory(shelter=shelter), stay=nights(0, 7))
    UnitFactory(shelter=shelter)
    browser, url = as_role("cmm_caseworker"), create_url(CaseFactory())

    now = browser.post(url, WORDS | {"look": "yes"})
    later = browser.post(url, WORDS | {"look": "yes", "wanted_from": "30-11-2026", "wanted_to": "05-12-2026"})

    assert (now.status_code, later.status_code) == (200, 200)
    assert "Huset (1 ledig plads, kun kvinder, betales af: Kommunen)" in text(now)
    assert "Huset (2 ledige pladser, kun kvinder, betales af: Kommunen)" in text(later)
    assert "Taler polsk." in text(later)
    assert PlacementRequest.objects.count() == 0


def test_the_form_begins_with_the_days_of_the_free_span(as_role):
    unit = UnitFactory()
    span = {"shelter": unit.shelter.slug, "wanted_from": "2026-11-25", "wanted_to": "2026-12-05"}

    response = as_role("cmm_caseworker").get(create_url(CaseFactory()), span)

    assert 'value="25-11-2026"' in text(response)
    assert 'value="05-12-2026"' in text(response)
    assert f'value="{unit.shelter.slug}"' in text(response)


def test_from_a_free_span_the_way_leads_through_the_case(as_role):
    case, browser = CaseFactory(), as_role("cmm_caseworker")
    url = f"{reverse('shelters:request_start')}?shelter=hus&wanted_from=2026-11-25"

    assert browser.post(url, {"case": case.ref}).url == f"{create_url(case)}?shelter=hus&wanted_from=2026-11-25"
    refused = browser.post(url, {"case": CaseFactory(protection="named").ref})
    assert refused.status_code == 422
    assert "Sagen findes ikke, eller du kan ikke anmode om plads i den." in text(refused)


@pytest.mark.parametrize("spoken", ["{ref}", "havtorn", " Havtorn "])
def test_a_case_is_found_by_its_number_or_its_code_name(as_role, spoken):
    case = CaseFactory(victim__code_name="Havtorn")

    response = as_role("cmm_caseworker").post(
        reverse("shelters:request_start"), {"case": spoken.format(ref=case.ref.lower())}
    )

    assert (response.status_code, response.url) == (302, f"{create_url(case)}?")


def test_a_code_name_the_reader_may_not_know_is_no_name(as_role):
    CaseFactory(victim__code_name="Havtorn", protection="named")

    response = as_role("cmm_caseworker").post(reverse("shelters:request_start"), {"case": "Havtorn"})

    assert response.status_code == 422
    assert "Sagen findes ikke" in text(response)


def test_whoever_asks_is_told_where_the_person_sleeps_already(as_role):
    stay = PlacementFactory(stay=nights(-3, 4))
    gone = PlacementFactory(case=stay.case, stay=nights(-9, -3))

    page = text(as_role("cmm_caseworker").get(create_url(stay.case)))

    assert f"har allerede en plads: {stay.unit.name}, {stay.unit.shelter.name}, til 27. november 2026." in page
    assert f"har allerede en plads: {gone.unit.name}" not in page


def test_the_manager_reads_what_was_asked_and_nothing_of_the_case(as_role, people):
    asked = RequestFactory(known_as="Mira", needs="Taler polsk.")

    response = as_role("shelter_manager").get(asked.get_absolute_url())

    assert response.status_code == 200
    assert "Mira" in text(response)
    assert "Taler polsk." in text(response)
    assert asked.case.ref not in text(response)
    assert asked.case.victim.code_name not in text(response)
    assert seen() == [(people["shelter_manager"].pk, "page", asked.ref)]
    assert Reading.objects.get().case_id == asked.case_id


def test_a_yes_gives_a_free_place(as_role):
    unit = UnitFactory()
    asked = RequestFactory(shelter=unit.shelter)

    response = as_role("shelter_manager").post(asked.get_absolute_url(), {"act": "accept", "accept-unit": unit.pk})

    stay = Placement.objects.get()
    assert (response.status_code, response.url, stay.request) == (302, stay.get_absolute_url(), asked)


def test_a_place_taken_meanwhile_is_said_in_danish_and_gives_nothing(as_role):
    taken, free = UnitFactory(), UnitFactory()
    PlacementFactory(unit=taken, stay=nights(0, 7))
    asked = RequestFactory(shelter=taken.shelter)
    free.shelter = taken.shelter
    free.save()

    response = as_role("shelter_manager").post(asked.get_absolute_url(), {"act": "accept", "accept-unit": taken.pk})

    assert response.status_code == 422
    assert "Pladsen er lige blevet optaget. Vælg en anden, eller spørg på ny." in text(response)
    assert Placement.objects.count() == 1


def test_a_full_house_is_told_so_even_when_the_last_place_went_meanwhile(as_role):
    stay = PlacementFactory(stay=nights(0, 7))
    asked = RequestFactory(shelter=stay.unit.shelter)

    words = {"act": "accept", "accept-unit": stay.unit.pk}
    response = as_role("shelter_manager").post(asked.get_absolute_url(), words)

    assert response.status_code == 422
    assert "Pladsen er lige blevet optaget. Vælg en anden, eller spørg på ny." in text(response)
    assert "Ingen plads er ledig alle nætterne." in text(response)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ({"act": "decline", "decline-answer": "Desværre."}, RequestState.DECLINED),
        ({"act": "other_date", "other_date-proposed_from": "02-12-2026"}, RequestState.OTHER_DATE),
    ],
)
def test_a_manager_can_say_no_or_later(as_role, words, state):
    asked = RequestFactory()
    reason = {"decline-reason": code(CodeList.REFUSAL_REASON, "safety").pk}

    response = as_role("shelter_manager").post(asked.get_absolute_url(), words | reason)

    asked.refresh_from_db()
    assert (response.status_code, asked.state) == (302, state)


def test_a_no_without_a_reason_is_not_sent(as_role):
    asked = RequestFactory()

    response = as_role("shelter_manager").post(asked.get_absolute_url(), {"act": "decline"})

    asked.refresh_from_db()
    assert (response.status_code, asked.state) == (422, RequestState.WAITING)


def test_the_one_who_asked_withdraws_and_cannot_answer(as_role):
    asked, browser = RequestFactory(), as_role("cmm_caseworker")
    unit = UnitFactory(shelter=asked.shelter)

    assert browser.post(asked.get_absolute_url(), {"act": "accept", "accept-unit": unit.pk}).status_code == 403
    assert browser.post(asked.get_absolute_url(), {"act": "withdraw"}).status_code == 302
    asked.refresh_from_db()
    assert asked.state == RequestState.WITHDRAWN


def test_another_date_leads_to_a_new_request(as_role, manager):
    asked = RequestFactory(
        state=RequestState.OTHER_DATE, proposed_from=night(9), answered_by=manager, answered_at=manager.created_at
    )

    response = as_role("cmm_caseworker").get(asked.get_absolute_url())

    assert f"{create_url(asked.case)}?again={asked.ref}" in text(response)


def test_a_request_to_another_house_does_not_exist(as_role):
    asked = RequestFactory(shelter__organisation=other_house())

    assert as_role("shelter_manager").get(asked.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_as_often_for_one_as_for_three(as_role, rows):
    RequestFactory.create_batch(rows)
    browser = as_role("shelter_manager")

    with asking(6):
        response = browser.get(reverse("shelters:request_list"))

    assert text(response).count("<tr>") == rows + 1


def test_the_list_leaves_a_trace_of_whom_it_showed(as_role, people):
    asked = RequestFactory()

    as_role("shelter_manager").get(reverse("shelters:request_list"))
    as_role("shelter_manager").get(reverse("shelters:request_list"), {"view": "answered"})

    assert seen() == [(people["shelter_manager"].pk, "list", asked.ref)]
