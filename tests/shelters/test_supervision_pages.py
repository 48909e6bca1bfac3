"""The pages of a Socialtilsyn, and what others are told of an approval."""

from datetime import timedelta

import pytest

from cases.models import Code
from shelters.models import Approval, Finding, Inspection, Locality, Placement
from tests.factories.accounts import OrganisationFactory
from tests.factories.cases import CaseFactory, code
from tests.factories.shelters import (
    ApprovalFactory,
    FindingFactory,
    InspectionFactory,
    PlacementFactory,
    RequestFactory,
    ShelterFactory,
    UnitFactory,
    inspector,
    night,
    nights,
)
from tests.statements import asking

pytestmark = pytest.mark.django_db
PAGE = "/shelters/supervision/"


@pytest.fixture
def inspecting(as_role):
    return as_role("supervision_inspector")


def house(name, **facts):
    return ApprovalFactory(shelter=ShelterFactory(name=name, approved=False), **facts).shelter


def parts(page):
    """The sections of the inspector's page by the id of their heading."""
    return {part.split('"')[0]: part for part in page.split('<section aria-labelledby="')[1:]}


def test_an_inspector_begins_at_supervision(inspecting):
    answer = inspecting.get("/", follow=True)
    assert (answer.request["PATH_INFO"], answer.status_code) == (PAGE, 200)


def test_what_lapses_within_ninety_days_stands_there_and_no_more(inspecting):
    for name, days in (("Om ni dage", 9), ("Om halvfems", 90), ("Senere", 91), ("Fornyet", 5)):
        house(name, valid_to=night(days))
    renewed = Approval.objects.get(shelter__name="Fornyet")
    ApprovalFactory(shelter=renewed.shelter, valid_from=renewed.valid_to)
    house("Uden slut")

    found = parts(inspecting.get(PAGE).text)

    assert set(found) == {"lapsing", "follow-up", "planned"}
    names = ("Om ni dage", "Om halvfems", "Senere", "Fornyet", "Uden slut")
    assert [name for name in names if f"<h3>{name}</h3>" in found["lapsing"]] == ["Om ni dage", "Om halvfems"]


def test_what_has_lapsed_comes_first_with_what_nobody_has_decided_of(inspecting):
    house("Udløbet hus", valid_to=night(-3))
    house("Trukket hus", status="withdrawn", grounds="Lukket")
    house("Ventende hus", status="pending")
    house("Andres hus", valid_to=night(-3), organisation=OrganisationFactory(code="socialtilsyn-nord"))
    ShelterFactory(name="Nyt hus", approved=False)
    ShelterFactory(name="Lukket hus", approved=False, active=False)

    first = parts(inspecting.get(PAGE).text)["lapsed"]

    names = ("Udløbet hus", "Trukket hus", "Ventende hus", "Nyt hus", "Andres hus", "Lukket hus")
    assert [name for name in names if f"<h3>{name}</h3>" in first] == list(names[:4])


def test_follow_ups_and_visits_stand_in_the_order_of_their_days(inspecting):
    late = FindingFactory(due_on=night(-1), follow_up="Ryd brandvejen")
    FindingFactory(due_on=night(9), follow_up="Skriv en plan")
    FindingFactory(inspection=late.inspection, number=99, corrects=FindingFactory(
        inspection=late.inspection, follow_up="Rettet væk", due_on=night(1)), follow_up="", due_on=None)  # fmt: skip
    InspectionFactory(shelter__name="Planlagt hus", announced=False)

    found = parts(inspecting.get(PAGE).text)

    first, second = (found["follow-up"].index(text) for text in ("Ryd brandvejen", "Skriv en plan"))
    assert (first < second, "Frist overskredet" in found["follow-up"]) == (True, True)
    assert "Rettet væk" not in found["follow-up"]
    assert ("Planlagt hus" in found["planned"], "Uanmeldt tilsyn" in found["planned"]) == (True, True)


def test_nobody_who_lives_there_stands_on_it(inspecting):
    unit = UnitFactory(shelter=house("Hus med beboer", valid_to=night(9)))
    stay = PlacementFactory(unit=unit)
    for page in (PAGE, f"/shelters/{unit.shelter.slug}/approvals/"):
        text = inspecting.get(page).text
        assert [word for word in (stay.ref, stay.known_as, stay.victim.code_name) if word in text] == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_database_as_often_for_one_as_for_three(inspecting, number):
    for _ in range(number):
        house("Hus", valid_to=night(9))
        house("Hus", valid_to=night(-9))
        FindingFactory()
        InspectionFactory()
    with asking(6):
        inspecting.get(PAGE)


@pytest.mark.parametrize("number", [1, 3])
def test_a_house_asks_the_database_as_often_for_one_as_for_three(inspecting, number):
    shelter = house("Hus", valid_to=night(0))
    for turn in range(number):
        ApprovalFactory(shelter=shelter, valid_from=night(turn), valid_to=night(turn + 1))
        InspectionFactory(shelter=shelter)
    with asking(9):
        inspecting.get(f"/shelters/{shelter.slug}/approvals/")


@pytest.mark.parametrize("number", [1, 3])
def test_an_inspection_asks_the_database_as_often_for_one_as_for_three(inspecting, number):
    visit = InspectionFactory(held=True)
    FindingFactory.create_batch(number, inspection=visit)
    with asking(11):
        inspecting.get(visit.get_absolute_url())


def test_a_decision_is_recorded_from_its_form(inspecting):
    shelter = ShelterFactory(approved=False)
    place = {"municipality": Code.objects.get(list="municipality", code="461").pk}
    inspecting.post(f"/shelters/{shelter.slug}/municipality/", place)
    said = {"status": "conditional", "places": "4", "decided_on": "20-11-2026", "valid_from": "23-11-2026"}

    refused = inspecting.post(f"/shelters/{shelter.slug}/approvals/new/", said | {"grounds": "Ny leder"})

    assert (refused.status_code, "Skriv vilkårene." in refused.text, "Ny leder" in refused.text) == (422, True, True)
    assert (Locality.objects.count(), Approval.objects.count()) == (1, 0)
    answer = inspecting.post(
        f"/shelters/{shelter.slug}/approvals/new/", said | {"conditions": "Vågen vagt"}, follow=True
    )
    assert ("Afgørelsen er registreret." in answer.text, "Vågen vagt" in answer.text) == (True, True)
    assert Approval.objects.get().valid_to is None


def test_an_approval_is_withdrawn_from_its_form(inspecting):
    shelter = house("Hus")
    answer = inspecting.post(
        f"/shelters/{shelter.slug}/approvals/withdraw/", {"on": "24-11-2026", "grounds": "Ingen leder"}, follow=True
    )
    assert ("Godkendelsen er trukket tilbage." in answer.text, "Ingen leder" in answer.text) == (True, True)


def test_a_visit_is_planned_held_written_up_and_followed_up(inspecting):
    shelter = house("Hus")
    inspecting.post(f"/shelters/{shelter.slug}/inspections/new/", {"announced": "no", "planned_on": "23-11-2026"})
    visit = Inspection.objects.get()
    theme, url = code("quality_theme", "premises").pk, visit.get_absolute_url()

    inspecting.post(url, {"act": "hold", "hold-done_on": "23-11-2026", "hold-summary": "Alt i orden"})
    said = {"act": "find", "find-theme": theme, "find-score": "2", "find-text": "Spærret", "find-follow_up": "Ryd op"}
    refused = inspecting.post(url, said)
    inspecting.post(url, said | {"find-due_on": "30-11-2026"})
    finding = Finding.objects.get()
    shown = inspecting.post(
        url, {"act": "follow", "follow-finding": finding.pk, "follow-on": "23-11-2026"}, follow=True
    )

    assert (refused.status_code, "Skriv, hvornår det skal være gjort." in refused.text) == (422, True)
    assert (visit.announced, finding.score, Finding.objects.get().followed_on) == (False, 2, night(0))
    assert "Opfølgningen er afsluttet." in shown.text


def test_who_only_reads_a_visit_changes_nothing(as_role):
    finding = FindingFactory()
    url = finding.inspection.get_absolute_url()
    for role in ("shelter_manager", "cmm_coordinator"):
        client = as_role(role)
        client.post(url, {"act": "follow", "follow-finding": finding.pk, "follow-on": "23-11-2026"})
        assert 'name="act"' not in client.get(url).text
    finding.refresh_from_db()
    assert finding.followed_on is None


def test_a_house_reads_its_own_decisions_and_not_the_visit_that_comes_unannounced(as_role):
    shelter = house("Eget hus", status="conditional", conditions="Vågen vagt")
    visit = InspectionFactory(shelter=shelter, announced=False)
    page = as_role("shelter_manager").get(f"/shelters/{shelter.slug}/approvals/").text
    assert ("Vågen vagt" in page, visit.ref in page) == (True, False)


def test_the_board_the_list_and_tonight_say_where_an_approval_lapses(as_role):
    shelter = house("Hus", valid_to=night(40))
    UnitFactory(shelter=shelter)
    until = "Godkendelsen udløber 2. januar 2027"
    for role, page in (
        ("cmm_caseworker", "/shelters/board/"),
        ("supervision_inspector", "/shelters/board/"),
        ("cmm_caseworker", "/shelters/"),
        ("cmm_caseworker", f"/shelters/{shelter.slug}/"),
        ("shelter_staff", "/shelters/tonight/"),
    ):
        assert until in as_role(role).get(page).text, page
    Approval.objects.update(ended_on=night(0), ended_by=inspector(), ended_at=night_time())
    assert "Ingen gældende godkendelse" in as_role("shelter_staff").get("/shelters/tonight/").text


def night_time():
    return InspectionFactory().planned_at


def test_whoever_asks_for_a_place_sees_where_it_lapses(as_role):
    house("Kort hus", valid_to=night(3))
    house("Tomt hus", valid_to=night(-3))
    house("Godkendt hus")
    page = as_role("cmm_caseworker").get(f"/cases/{CaseFactory().ref}/placements/new/").text
    assert "Kort hus (fuldt, tager imod børn, betales af: Kommunen, godkendelsen udløber 26. november 2026)" in page
    assert "Tomt hus (fuldt, tager imod børn, betales af: Kommunen, ingen gældende godkendelse)" in page
    assert "Godkendt hus (fuldt, tager imod børn, betales af: Kommunen)" in page


def test_the_answer_warns_of_an_approval_that_lapses_during_the_stay(as_role):
    asked = RequestFactory(shelter=house("Hus", valid_to=night(3)))
    page = as_role("shelter_manager").get(asked.get_absolute_url()).text
    assert "Stedets godkendelse udløber under opholdet, den 26. november 2026." in page
    assert "unapproved_reason" not in page


def test_the_answer_asks_why_where_no_approval_holds(as_role):
    shelter = house("Hus", valid_to=night(-3))
    asked, unit = RequestFactory(shelter=shelter), UnitFactory(shelter=shelter)
    client, said = as_role("shelter_manager"), {"act": "accept", "accept-unit": unit.pk}

    refused = client.post(asked.get_absolute_url(), said)
    client.post(asked.get_absolute_url(), said | {"accept-unapproved_reason": "Ingen andre pladser i nat."})

    assert (refused.status_code, "Skriv, hvorfor personen alligevel skal bo der." in refused.text) == (422, True)
    assert Placement.objects.get().unapproved_reason == "Ingen andre pladser i nat."


def test_where_it_is_refused_nobody_is_asked_why(as_role, settings):
    settings.CMM_LAPSED_APPROVAL = "refuse"
    shelter = house("Hus", valid_to=night(-3))
    asked, unit = RequestFactory(shelter=shelter), UnitFactory(shelter=shelter)
    answer = as_role("shelter_manager").post(asked.get_absolute_url(), {"act": "accept", "accept-unit": unit.pk})
    assert (answer.status_code, "Vælg et andet." in answer.text, "unapproved_reason" in answer.text) == (
        422,
        True,
        False,
    )


def test_a_move_asks_why_only_where_another_house_lacks_it(as_role):
    stay = PlacementFactory(stay=nights(-3, 9))
    UnitFactory(shelter=house("Godkendt hus"))
    client = as_role("shelter_staff")
    assert "unapproved_reason" not in client.get(stay.get_absolute_url()).text
    UnitFactory(shelter=house("Tomt hus", valid_to=night(0) - timedelta(days=3)))
    assert "unapproved_reason" in client.get(stay.get_absolute_url()).text


def test_a_visit_is_cancelled_from_its_page_and_leaves_the_list_of_work(inspecting, as_role):
    visit = InspectionFactory(shelter=house("Hus"), announced=False)
    url, act = visit.get_absolute_url(), {"act": "cancel", "cancel-because": ""}

    refused = inspecting.post(url, act)
    shown = inspecting.post(url, act | {"cancel-because": "Dobbelt planlagt"}, follow=True)

    assert (refused.status_code, "Tilsynet er aflyst." in shown.text) == (422, True)
    assert ("Dobbelt planlagt" in shown.text, 'name="act"' in shown.text) == (True, False)
    assert "<h3>Hus</h3>" not in inspecting.get(PAGE).text
    assert "Aflyst" in inspecting.get(f"/shelters/{visit.shelter.slug}/approvals/").text
    assert as_role("shelter_manager").get(url).status_code == 404


def test_the_move_form_says_where_the_approval_of_the_other_house_lapses(as_role):
    stay = PlacementFactory(stay=nights(-3, 9))
    for name, lapses in (("Snart udløbet", 4), ("Udløbet", -1), ("Godkendt længe", 9)):
        UnitFactory(name="Stue", shelter=house(name, valid_to=night(lapses)))
    page = as_role("shelter_staff").get(stay.get_absolute_url()).text
    assert "Stue, Snart udløbet (godkendelsen udløber 27. november 2026)" in page
    assert "Stue, Udløbet (ingen gældende godkendelse)" in page
    assert "Stue, Godkendt længe (" not in page
