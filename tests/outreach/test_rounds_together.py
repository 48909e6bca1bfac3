"""Rounds walked by several, places visited in vain, and what was handed out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import CodeList
from cases.outreach.models import Contact, Handout, Round
from cases.outreach.selectors.figures import figures
from cases.outreach.selectors.rounds import given_in, names_on, running_round
from cases.outreach.selectors.stops import stops_of
from cases.outreach.services.rounds import arrive_at, end_round, start_round, walk_with
from cmm.core.errors import Conflict, RuleError
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import code
from tests.factories.outreach import ContactFactory, RoundFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(worker):
    return staff("outreach_worker", name="Prøve Følgesvend")


def out(worker, venue, **terms):
    street = code(CodeList.CONTACT_TYPE, "street")
    return start_round(actor=worker, name="Havnerunden", venue=venue, contact_type=street, **terms)


def test_whoever_comes_along_is_out_too(worker, colleague, venue):
    one = out(worker, venue, companions=[colleague])

    assert running_round(colleague) == one
    assert names_on(one) == ["Prøve Gadeperson", "Prøve Følgesvend"]


def test_both_record_in_the_round_and_either_ends_it(client, worker, colleague, venue):
    one = out(worker, venue, companions=[colleague])
    client.force_login(colleague)
    told = {"submission_key": "9f4d7f2c-8a0a-4f0b-9f3e-5b7f6b1f3a11", "round": one.ref, "venue": str(venue.pk)}

    client.post("/outreach/contacts/new/", told | {"contact_type": "street", "met_before": "new"})
    client.post(reverse("outreach:round_close", args=[one.ref]))

    assert Contact.objects.get().round == one
    one.refresh_from_db()
    assert not one.is_running


def test_somebody_joins_on_the_way(phone, worker, colleague, venue):
    one = out(worker, venue)

    answer = phone.post(reverse("outreach:round_company", args=[one.ref]), {"companions": [str(colleague.pk)]})

    assert answer.url == one.get_absolute_url()
    one.refresh_from_db()
    assert one.companions == [colleague.pk]
    assert "Prøve Gadeperson, Prøve Følgesvend" in phone.get(one.get_absolute_url()).content.decode()


def test_a_stranger_does_not_come_along(worker, venue):
    stranger = staff("outreach_worker", organisation=OrganisationFactory(capabilities=["outreach"]))

    with pytest.raises(RuleError) as refused:
        out(worker, venue, companions=[stranger])

    assert (refused.value.field, Round.objects.count()) == ("companions", 0)


def test_nobody_joins_what_is_over(worker, colleague):
    over = RoundFactory(worker=worker, ended_at=timezone.now() + timedelta(hours=1))

    with pytest.raises(Conflict):
        walk_with(actor=worker, one_round=over, companions=[colleague])


def test_a_place_where_nobody_was_met_has_been_visited(phone, worker, venue):
    one, empty = out(worker, venue), VenueFactory(organisation=worker.organisation, name="Klinik 22")
    VenueFactory(organisation=worker.organisation, name="Ikke besøgt")
    ContactFactory(recorded_by=worker, round=one, venue=venue)
    arrive_at(actor=worker, one_round=one, venue=empty)

    visited = [(stop.venue, stop.contacts) for stop in stops_of(one) if stop.since]
    assert visited == [(venue, 1), (empty, 0)]
    page = phone.get(reverse("outreach:round_close", args=[one.ref])).content.decode()
    assert "ingen mødt" in page
    assert "Ikke besøgt" not in page


def test_what_was_counted_goes_before_what_contacts_say(phone, worker, venue):
    one = out(worker, venue)
    pack, leaflet = code(CodeList.GIVEN, "pack"), code(CodeList.GIVEN, "leaflet")
    ContactFactory(recorded_by=worker, round=one, venue=venue).given.set([pack, leaflet])

    phone.post(reverse("outreach:round_close", args=[one.ref]), {"thing_leaflet": "40"})

    assert given_in(one) == [(pack, 1), (leaflet, 40)]
    assert figures(timezone.localdate().year)["rounds"] == {
        "rounds": 1,
        "hours": 0,
        "addresses": 1,
        "handed_out": {"leaflet": 40, "pack": 1},
    }


@pytest.mark.parametrize(
    ("hours", "message"),
    [(-1, "Runden kan ikke slutte, før den er begyndt."), (24, "Tidspunktet er ikke kommet endnu.")],
)
def test_a_round_ends_neither_before_it_starts_nor_in_the_future(phone, worker, hours, message):
    one = RoundFactory(worker=worker, started_at=timezone.now() - timedelta(hours=2))
    ends = timezone.localtime(one.started_at + timedelta(hours=hours))
    told = {"ended_at": ends.strftime("%d-%m-%Y %H.%M"), "thing_leaflet": "40"}

    answer = phone.post(reverse("outreach:round_close", args=[one.ref]), told)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"ended_at": [message]}
    assert answer.context["form"]["thing_leaflet"].value() == "40"
    one.refresh_from_db()
    assert (one.is_running, Handout.objects.count()) == (True, 0)


def test_a_forgotten_round_is_ended_when_it_was_over(desk, worker):
    one = RoundFactory(worker=worker, started_at=timezone.now() - timedelta(days=3))
    close = reverse("outreach:round_close", args=[one.ref])
    assert desk.post(close).context["form"].errors == {"ended_at": ["Runden blev glemt. Skriv, hvornår den var slut."]}

    ends = timezone.localtime(one.started_at + timedelta(hours=4))
    desk.post(close, {"ended_at": ends.strftime("%d-%m-%Y %H.%M")})

    one.refresh_from_db()
    assert one.ended_at == ends.replace(second=0, microsecond=0)


def test_ending_twice_hands_in_once(worker, venue):
    one = out(worker, venue)
    for _time in range(2):
        end_round(actor=worker, one_round=one, handed_out={code(CodeList.GIVEN, "pack"): 3})

    assert Handout.objects.count() == 1
