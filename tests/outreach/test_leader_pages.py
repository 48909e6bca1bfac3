from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from cases.outreach.models import Venue
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import code
from tests.factories.outreach import ContactFactory, RoundFactory, VenueFactory
from tests.statements import asking

pytestmark = pytest.mark.django_db
LIST, VENUES, ADD = (reverse(f"outreach:{name}") for name in ("contact_list", "venue_list", "venue_create"))
# Session, user, roles and the log included.
LIST_STATEMENTS, VENUE_STATEMENTS = 11, 4
SUNDAY = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)


@pytest.fixture
def contacts(worker, venue):
    """Three days of one week, with somebody met on all of them."""
    return [
        ContactFactory(
            recorded_by=worker, venue=venue, met_at=SUNDAY - timedelta(days=days), met_before="yes", own_code=own_code
        )
        for days in range(3)
        for own_code in ("R-1", "")
    ]


@time_machine.travel(datetime(2026, 11, 23, 8, 0, tzinfo=UTC), tick=False)
def test_the_list_opens_on_the_week_of_the_service_day(desk, contacts):
    page = desk.get(LIST)

    assert (page.context["span"].first, page.context["span"].last) == (date(2026, 11, 16), date(2026, 11, 22))
    assert [contact.pk for contact in page.context["contacts"].rows] == [
        contact.pk for contact in sorted(contacts, key=lambda one: (one.met_at, one.pk), reverse=True)
    ]


def test_unique_persons_of_a_period_are_not_the_sum_of_its_days(desk, contacts):
    page = desk.get(LIST, {"start": "20-11-2026", "end": "22-11-2026"})

    told = page.context["period"]
    assert (told.counters.visits, told.counters.unique, told.at_least, told.at_most) == (6, 6, 2, 4)
    assert "6 unikke pr. døgn er mellem 2 og 4 forskellige personer" in page.content.decode()


def test_the_list_is_narrowed_to_a_place(desk, contacts, worker):
    elsewhere = ContactFactory(recorded_by=worker, met_at=SUNDAY)

    page = desk.get(LIST, {"start": "16-11-2026", "end": "22-11-2026", "venue": elsewhere.venue_id})

    assert page.context["contacts"].rows == [elsewhere]


def test_another_organisations_contacts_are_not_counted(desk):
    others = staff("outreach_worker", organisation=OrganisationFactory(code="andre", capabilities=["outreach"]))
    ContactFactory(recorded_by=others, met_at=SUNDAY)

    page = desk.get(LIST, {"start": "16-11-2026", "end": "22-11-2026"})

    assert page.context["period"].counters.visits == 0
    assert "Ingen kontakter i perioden" in page.content.decode()


@pytest.mark.parametrize("query", [{"start": "30-02-2026"}, {"end": "x"}, {"venue": "999"}, {"page": "9999999"}])
def test_a_filter_that_makes_no_sense_filters_nothing(desk, query):
    assert desk.get(LIST, query).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_questions_whatever_its_length(desk, worker, rows):
    for _row in range(rows):
        ContactFactory(recorded_by=worker, met_at=SUNDAY)

    with asking(LIST_STATEMENTS):
        desk.get(LIST, {"start": "16-11-2026", "end": "22-11-2026"})


@pytest.mark.parametrize("rows", [1, 3])
def test_the_places_ask_the_same_number_of_questions(desk, worker, rows):
    for _row in range(rows):
        VenueFactory(organisation=worker.organisation)

    with asking(VENUE_STATEMENTS):
        desk.get(VENUES)


def test_the_leader_sees_a_round_nobody_handed_in(desk, worker):
    left = RoundFactory(worker=worker, name="Havnerunden", started_at=SUNDAY - timedelta(days=900))

    page = desk.get(LIST).content.decode()

    assert "1 runde er ikke indsendt" in page
    assert reverse("outreach:round_close", args=[left.ref]) in page


def test_the_leader_adds_a_place(desk, worker):
    response = desk.post(ADD, {"name": "Østre Kaj", "venue_type": code("venue_type", "street").pk}, follow=True)

    assert Venue.objects.get().organisation == worker.organisation
    assert "Østre Kaj står på jeres liste." in response.content.decode()


@pytest.mark.parametrize(
    ("name", "message"),
    [("", ""), ("prøvetorvet", "I har allerede et sted med det navn."), ("Tlf. 12345678", "Ligner et telefonnummer")],
)
def test_a_place_that_cannot_be_is_refused_at_its_name(desk, venue, name, message):
    response = desk.post(ADD, {"name": name, "venue_type": venue.venue_type_id})

    assert response.status_code == 422
    assert message in " ".join(response.context["form"].errors.get("name", response.context["form"].non_field_errors()))
    assert Venue.objects.count() == 1


def test_a_worker_does_not_keep_the_list_of_places(phone):
    page = phone.get(VENUES)

    assert (page.status_code, phone.get(ADD).status_code) == (200, 404)
    assert ADD not in page.content.decode()


def test_a_caseworker_finds_nothing_here(as_role):
    caseworker = as_role("cmm_caseworker")

    pages = [reverse(f"outreach:{name}") for name in ("start", "contact_create", "contact_list", "venue_list")]

    assert {caseworker.get(address).status_code for address in pages} == {404}


def test_a_place_is_counted_under_another_municipality(desk, venue):
    edit = reverse("outreach:venue_edit", args=[venue.pk])
    copenhagen = code("municipality", "101")

    answer = desk.post(edit, {"venue_type": venue.venue_type_id, "municipality": copenhagen.pk})

    venue.refresh_from_db()
    assert (answer.url, venue.municipality) == (VENUES, copenhagen)
    assert "København" in desk.get(VENUES).content.decode()
