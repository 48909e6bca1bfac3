"""The one form at night, the house's list, and where the missing papers stand."""

import pytest
from django.urls import reverse

from cases.enums import CaseStatus, Sex
from cases.particulars import Safety
from cases.services import write_safety_note
from shelters.enums import RequestState
from shelters.models import Placement
from tests.factories.cases import CaseFactory
from tests.factories.shelters import PlacementFactory, RequestFactory, ShelterFactory, UnitFactory, night, nights
from tests.statements import asking

pytestmark = pytest.mark.django_db
WORDS = {"nights": "1", "needs": "Taler polsk."}


def url(case):
    return reverse("shelters:emergency_create", args=[case.ref])


def tab(case):
    return reverse("shelters:case_placements", args=[case.ref])


def text(response):
    return response.content.decode()


@pytest.fixture
def waiting(caseworker):
    """Placed tonight, and nobody of the house has said that the person came."""
    return PlacementFactory(emergency=True, stay=nights(0, 2), case__caseworker=caseworker, placed_by=caseworker)


def test_one_form_gives_a_bed(as_role, caseworker):
    case, unit = CaseFactory(status=CaseStatus.INQUIRY), UnitFactory()

    answer = as_role("cmm_caseworker").post(url(case), WORDS | {"unit": unit.pk, "nights": "3"})

    stay = Placement.objects.get()
    assert (answer.status_code, answer.url) == (302, tab(case))
    assert (stay.unit, stay.stay, stay.needs, stay.emergency) == (unit, nights(0, 3), "Taler polsk.", True)
    assert (stay.request.urgent, stay.request.state) == (True, RequestState.ACCEPTED)


@pytest.mark.parametrize("role", ["cmm_coordinator", "immigration_officer"])
def test_whoever_may_ask_may_place(as_role, role):
    case, unit = CaseFactory(authority="us"), UnitFactory()
    assert as_role(role).post(url(case), WORDS | {"unit": unit.pk}).status_code == 302


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"unit": ""}, "Vælg en mulighed."),
        ({"nights": "8"}, "mindre end eller lig 7"),
        ({"nights": "mange"}, "Indtast et heltal."),
        ({"children": "1"}, "tager ikke imod børn"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_stays_written(as_role, words, message):
    unit, case = UnitFactory(shelter__takes_children=False), CaseFactory(victim__age_band="25_34")

    answer = as_role("cmm_caseworker").post(url(case), WORDS | {"unit": unit.pk} | words)

    assert (answer.status_code, Placement.objects.count()) == (422, 0)
    assert message in text(answer)
    assert "Taler polsk." in text(answer)


def test_a_bed_that_went_meanwhile_is_said_at_the_bed(as_role):
    taken = PlacementFactory(stay=nights(0, 7))
    UnitFactory()

    answer = as_role("cmm_caseworker").post(url(CaseFactory()), WORDS | {"unit": taken.unit.pk})

    assert answer.status_code == 422
    assert "Pladsen er lige blevet optaget. Vælg en anden, eller spørg på ny." in text(answer)


def test_only_beds_the_person_can_have_are_offered_and_one_of_a_kind(as_role):
    women, everybody = ShelterFactory(women_only=True), ShelterFactory(region="syddanmark", approved=False)
    UnitFactory(shelter=women, name="Kvindeseng")
    soon = UnitFactory(shelter=everybody, name="Snart optaget")
    PlacementFactory(unit=soon, stay=nights(2, 5))
    UnitFactory(shelter=everybody, name="Længe ledig")
    UnitFactory(shelter=everybody, name="Familie", kind="family_room", beds=3)
    PlacementFactory(unit__shelter=everybody, unit__name="Optaget nu")

    answer = as_role("cmm_caseworker").get(url(CaseFactory(victim__sex=Sex.MALE)))

    offered = [label for _value, label in answer.context["form"].fields["unit"].choices]
    lapsed = "ingen gældende godkendelse"
    assert offered == [
        f"{everybody.name}, Familie (Region Syddanmark, familierum, 3 senge, tager imod børn, {lapsed})",
        f"{everybody.name}, Længe ledig (Region Syddanmark, tager imod børn, {lapsed})",
    ]


def test_a_full_country_is_told_so(as_role):
    assert "Der er ingen ledig plads i nat" in text(as_role("cmm_caseworker").get(url(CaseFactory())))


def test_without_a_case_the_way_leads_through_it(as_role):
    case = CaseFactory()
    words = {"case": case.ref, "tonight": "yes"}
    assert as_role("cmm_caseworker").post(reverse("shelters:request_start"), words).url.startswith(url(case))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_form_asks_as_often_for_one_house_as_for_three(as_role, rows):
    UnitFactory.create_batch(rows)
    case, browser = CaseFactory(), as_role("cmm_caseworker")
    browser.get(url(case))

    with asking(10):
        answer = browser.get(url(case))

    assert len(answer.context["form"].fields["unit"].choices) == rows


def test_the_house_sees_it_first_until_somebody_has_received_the_person(as_role, people, waiting):
    PlacementFactory(stay=nights(0, 2))
    browser, list_url = as_role("shelter_staff"), reverse("shelters:tonight")
    before = text(browser.get(list_url))

    answer = browser.post(reverse("shelters:emergency_receive", args=[waiting.ref]) + "?from=tonight")

    waiting.refresh_from_db()
    after = text(browser.get(list_url))
    assert (answer.url, waiting.received_by) == (list_url, people["shelter_staff"])
    assert before.index("Akut i nat") < before.index(waiting.known_as) < before.index("Ankommer")
    assert ("Akut i nat" in after, waiting.known_as in after) == (False, True)


def test_a_second_receipt_is_answered_with_a_message(as_role, waiting):
    browser, received = as_role("shelter_staff"), reverse("shelters:emergency_receive", args=[waiting.ref])
    browser.post(received)
    assert "Der er allerede kvitteret" in text(browser.post(received, follow=True))


def test_what_is_missing_stands_on_the_tab_and_on_today_until_it_is_done(as_role, waiting):
    browser = as_role("cmm_caseworker")
    headings = ["Stedet har ikke kvitteret", "intet om, hvad stedet skal vide", "ikke afklaret, hvem der betaler"]

    pages = [text(browser.get(tab(waiting.case))), text(browser.get("/"))]

    assert [[heading in page for heading in headings] for page in pages] == [[True] * 3] * 2
    Placement.objects.filter(pk=waiting.pk).update(
        received_at=waiting.placed_at, received_by=waiting.placed_by, payer="us", responsible="us"
    )
    told = browser.post(waiting.get_absolute_url(), {"act": "tell", "tell-needs": "Taler polsk."})
    pages = [text(browser.get(tab(waiting.case))), text(browser.get("/"))]
    assert told.status_code == 302
    assert [[heading in page for heading in headings] for page in pages] == [[False] * 3] * 2


def test_nothing_told_is_refused_at_the_field(as_role, waiting):
    answer = as_role("cmm_caseworker").post(waiting.get_absolute_url(), {"act": "tell", "tell-needs": " "})
    assert answer.status_code == 422
    assert "Skriv, hvad stedet skal vide." in text(answer)


def test_another_contact_persons_papers_are_not_mine(as_role):
    PlacementFactory(emergency=True, stay=nights(0, 2))
    assert "akut placering" not in text(as_role("cmm_caseworker").get("/"))


def test_the_date_proposed_is_asked_for_with_everything_said_before(as_role, manager):
    asked = RequestFactory(
        state=RequestState.OTHER_DATE,
        proposed_from=night(9),
        answered_by=manager,
        answered_at=manager.created_at,
        known_as="Mira",
        needs="Taler polsk.",
        urgent=True,
        children=2,
    )

    browser = as_role("cmm_caseworker")
    link = f"{reverse('shelters:request_create', args=[asked.case.ref])}?again={asked.ref}"
    page = browser.get(asked.get_absolute_url())
    form = browser.get(link).context["form"]

    assert f'{link}">Bed om pladsen fra den dato' in text(page)
    names = ("shelter", "wanted_from", "wanted_to", "known_as", "needs", "urgent", "children")
    assert {name: form[name].value() for name in names} == {
        "shelter": asked.shelter.slug,
        "wanted_from": night(9),
        "wanted_to": night(16),
        "known_as": "Mira",
        "needs": "Taler polsk.",
        "urgent": True,
        "children": 2,
    }


def test_a_request_of_another_case_is_not_asked_again(as_role):
    asked = RequestFactory(state=RequestState.WITHDRAWN)
    link = reverse("shelters:request_create", args=[asked.case.ref])
    assert as_role("cmm_caseworker").get(link, {"again": asked.ref}).status_code == 404


def test_the_rule_of_safe_contact_goes_with_the_person_at_night(as_role, people):
    """It stands in the form as the case has it, may be changed, and the house has it at once."""
    case, unit = CaseFactory(caseworker=people["cmm_caseworker"]), UnitFactory()
    write_safety_note(
        actor=people["cmm_caseworker"],
        case=case,
        safety=Safety(threat="Brødrene", who_may="Kun kontaktpersonen", when="Hverdage", as_whom="en veninde"),
    )
    client = as_role("cmm_caseworker")

    proposed = client.get(url(case)).context["form"]["contact"].value()
    client.post(url(case), WORDS | {"unit": unit.pk, "contact": proposed})

    assert proposed.splitlines() == ["Kun kontaktpersonen", "Hverdage", "som en veninde"]
    assert Placement.objects.get().contact.splitlines() == proposed.splitlines()
