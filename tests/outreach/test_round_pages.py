import re

import pytest
from django.urls import reverse

from cases.outreach.models import Round
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import code
from tests.factories.outreach import ContactFactory, RoundFactory, VenueFactory

pytestmark = pytest.mark.django_db
START, GO = reverse("outreach:start"), reverse("outreach:round_start")


def ended(worker, **facts):
    one = RoundFactory(worker=worker, **facts)
    one.ended_at = one.started_at
    one.save()
    return one


def test_one_touch_starts_the_same_round_as_last_time(phone, worker, venue):
    last = ended(worker, name="Havnerunden", venue=venue, preset_sex="female")
    last.preset_given.add(code("given", "pack"))
    chosen = phone.get(START).context["form"]["again"].value()

    response = phone.post(GO, {"again": chosen})

    one = Round.objects.get(ended_at__isnull=True)
    assert response.url == one.get_absolute_url()
    assert (one.name, one.venue, one.preset_sex, one.contact_type) == (
        "Havnerunden",
        venue,
        "female",
        last.contact_type,
    )
    assert [given.code for given in one.preset_given.all()] == ["pack"]


def test_a_first_round_is_named_after_its_place(phone, venue):
    phone.post(GO, {"again": "elsewhere", "venue": venue.pk, "contact_type": "drop_in", "sex": "none", "pack": "all"})

    one = Round.objects.get()
    assert (one.name, one.venue, one.contact_type.code, one.preset_sex) == ("Prøvetorvet", venue, "drop_in", "")
    assert [given.code for given in one.preset_given.all()] == ["pack"]


@pytest.mark.parametrize(
    ("answers", "field"),
    [({"again": "elsewhere"}, "venue"), ({"again": "elsewhere", "venue": "9"}, "venue"), ({"again": "x"}, "again")],
)
def test_a_round_without_a_place_is_not_started(phone, answers, field):
    response = phone.post(GO, answers)

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert Round.objects.count() == 0


def test_a_name_with_a_number_is_refused(phone, venue):
    response = phone.post(GO, {"again": "elsewhere", "venue": venue.pk, "name": "Ring 12345678"})

    assert (response.status_code, Round.objects.count()) == (422, 0)
    assert response.context["form"].errors["name"] == ["Ligner et telefonnummer. Det må ikke stå her."]


def test_a_running_round_is_resumed_and_no_other_started(phone, worker, venue):
    one = RoundFactory(worker=worker, name="Havnerunden", venue=venue)

    assert "Fortsæt Havnerunden" in phone.get(START).content.decode()
    assert phone.post(GO, {"again": "elsewhere", "venue": venue.pk}).status_code == 422
    assert list(Round.objects.all()) == [one]


def test_the_round_shows_its_three_counters(phone, worker, venue):
    one = RoundFactory(worker=worker, venue=venue)
    for answer in ("new", "yes", "tonight", "unknown", ""):
        ContactFactory(recorded_by=worker, round=one, venue=venue, met_before=answer)

    page = phone.get(one.get_absolute_url())

    told = page.context["counters"]
    assert (told.visits, told.unique, told.new, told.unclear) == (5, 2, 1, 2)
    assert "2 uafklarede" in page.content.decode()


def test_what_nobody_asked_is_never_nought(phone, worker, venue):
    one = RoundFactory(worker=worker, venue=venue)
    ContactFactory(recorded_by=worker, round=one, venue=venue)

    page = phone.get(one.get_absolute_url()).content.decode()

    figures = re.findall(r"<dd>\s*(?:<span[^>]*>)?([^<\s]+)", page)
    assert figures == ["1", "–", "–"]


def test_a_touch_on_a_place_moves_the_round(phone, worker, venue):
    one = RoundFactory(worker=worker)

    response = phone.post(one.get_absolute_url(), {"venue": venue.pk})

    one.refresh_from_db()
    assert (response.status_code, one.venue) == (302, venue)


def test_the_round_does_not_go_to_another_organisations_place(phone, worker):
    one = RoundFactory(worker=worker)
    theirs = VenueFactory(organisation=OrganisationFactory(code="andre", capabilities=["outreach"]))

    response = phone.post(one.get_absolute_url(), {"venue": theirs.pk})

    assert response.status_code == 422
    assert Round.objects.get().venue != theirs


def test_handing_in_ends_the_round(phone, worker, venue):
    one = RoundFactory(worker=worker, venue=venue)
    ContactFactory(recorded_by=worker, round=one, venue=venue, met_before="tonight")
    close = reverse("outreach:round_close", args=[one.ref])

    summary = phone.get(close).content.decode()
    response = phone.post(close, follow=True)

    assert "gensyn i samme døgn" in summary
    assert "Runden er indsendt." in response.content.decode()
    assert Round.objects.running().count() == 0


def test_a_colleagues_round_does_not_exist_but_the_leader_sees_it(phone, desk):
    one = RoundFactory(worker=staff("outreach_worker"))

    assert phone.get(one.get_absolute_url()).status_code == 404
    assert phone.get(reverse("outreach:round_close", args=[one.ref])).status_code == 404
    assert desk.get(one.get_absolute_url()).status_code == 200


def test_no_title_on_the_street_says_what_it_is_about(phone, worker, venue):
    ended(worker, venue=venue, name="Runden før")
    titles = [title(phone.get(START))]
    one = RoundFactory(worker=worker, venue=venue)
    pages = [START, one.get_absolute_url(), reverse("outreach:contact_create")]
    pages += [reverse("outreach:round_close", args=[one.ref])]

    titles += [title(phone.get(address)) for address in pages]

    assert titles == [f"{word} – Vagtplan" for word in ("Ny runde", "Runder", "Runde", "Ny", "Afslut")]


def title(page):
    return re.search("<title>(.*?)</title>", page.content.decode(), re.DOTALL)[1]


def test_the_summary_leads_to_each_contact_that_is_unclear(phone, worker, venue):
    one = RoundFactory(worker=worker, venue=venue)
    unclear = ContactFactory(recorded_by=worker, round=one, venue=venue, met_before="")
    settled = ContactFactory(recorded_by=worker, round=one, venue=venue, met_before="yes")

    shown = phone.get(reverse("outreach:round_close", args=[one.ref])).content.decode()

    links = [reverse("outreach:contact_correct", args=[contact.ref]) in shown for contact in (unclear, settled)]
    assert links == [True, False]
