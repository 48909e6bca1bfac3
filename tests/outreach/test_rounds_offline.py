"""Rounds begun and ended without a network: what they were on the phone, once, with their contacts."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from cases.outreach.enums import Reason
from cases.outreach.forms.reading import reader
from cases.outreach.models import Contact, Round, SealedContact
from cases.outreach.rules import until
from cases.outreach.services.quarantine import accept_outing
from cases.outreach.services.syncing import fields_of
from cmm.core.errors import RuleError
from tests.factories.accounts import staff
from tests.factories.outreach import RoundFactory
from tests.factories.phones import aside, in_another_browser

pytestmark = pytest.mark.django_db
HOUR = 3600
NOW = timezone.now()


def begun(handset, place, *, ago=2 * HOUR, key=None, **said):
    return handset.kept(place, ago=ago, key=key, answers={"act": "begin", "again": "elsewhere"} | said)


def ended(handset, venue, name, *, ago=0):
    return handset.kept(venue, ago=ago, answers={"act": "end", "round": str(name)})


def minutes_ago(moment):
    return round((timezone.now() - moment).total_seconds() / 60)


def test_a_night_without_a_network_is_one_round_with_its_contacts(handset, phone, venue):
    key = uuid4()
    night = [
        begun(handset, venue, key=key),
        handset.kept(venue, ago=HOUR, answers={"round": str(key)}),
        ended(handset, venue, key),
    ]

    assert handset.answers(phone, night) == ["counted"] * 3
    one = Round.objects.get()
    assert (one.name, one.venue, one.worker, one.contact_type.code) == ("Prøvetorvet", venue, handset.user, "street")
    assert (minutes_ago(one.started_at), minutes_ago(one.ended_at)) == (120, 0)
    assert (Contact.objects.get().round, [visit.venue for visit in one.visits.all()]) == (one, [venue])
    assert not SealedContact.objects.exclude(sealed=None).exists()
    page = phone.get("/outreach/queue/").content.decode()
    assert (one.ref in page, "Ikke talt" in page) == (True, False)


def test_sent_again_or_sealed_anew_or_piece_by_piece_it_is_the_same_round(handset, phone, venue):
    key = uuid4()
    first = begun(handset, venue, key=key)

    for sent in ([first], [first], [begun(handset, venue, key=key)]):
        assert handset.answers(phone, sent) == ["counted"]
    for _number in range(2):
        assert handset.answers(phone, [handset.kept(venue, answers={"round": str(key)})]) == ["counted"]
    assert handset.answers(phone, [ended(handset, venue, key, ago=60), ended(handset, venue, key)]) == ["counted"] * 2
    one = Round.objects.get()
    assert (one.contacts.count(), minutes_ago(one.ended_at)) == (2, 1)


def test_as_last_time_takes_the_terms_of_the_earlier_round(handset, phone, worker, venue):
    last = RoundFactory(
        worker=worker, venue=venue, name="Prøvevest", preset_sex="male", ended_at=timezone.now() + timedelta(1)
    )

    handset.answers(phone, [begun(handset, venue, again=last.ref, ago=0)])

    one = Round.objects.running().get()
    assert (one.name, one.preset_sex) == ("Prøvevest", "male")


def test_a_round_that_still_ran_gives_way_to_the_one_begun_after_it(handset, phone, worker, venue):
    older = RoundFactory(worker=worker, venue=venue, started_at=timezone.now() - timedelta(hours=5))

    handset.answers(phone, [begun(handset, venue)])

    older.refresh_from_db()
    assert (minutes_ago(older.ended_at), Round.objects.running().get().pk != older.pk) == (120, True)


def test_a_round_that_comes_in_after_a_later_one_was_over_when_that_began(handset, phone, worker, venue):
    later = RoundFactory(worker=worker, venue=venue, started_at=timezone.now() - timedelta(hours=1))

    handset.answers(phone, [begun(handset, venue)])

    one = Round.objects.exclude(pk=later.pk).get()
    assert (minutes_ago(one.ended_at), Round.objects.running().get()) == (60, later)


def test_a_place_given_up_meanwhile_was_visited_all_the_same(handset, phone, venue):
    kept = begun(handset, venue)
    venue.active = False
    venue.save()

    assert handset.answers(phone, [kept]) == ["counted"]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"venue": "999999"}, Reason.VENUE),
        ({"name": "Ring 20 12 34 56"}, Reason.FORM),
        ({"again": "R-1999-0001"}, Reason.FORM),
        ({"act": "end", "round": "R-1999-0001"}, Reason.ROUND),
    ],
)
def test_what_is_no_round_lies_with_the_leader_and_stops_no_contact(handset, phone, venue, said, reason):
    assert handset.answers(phone, [begun(handset, venue, **said), handset.kept(venue)]) == ["aside", "counted"]
    assert (aside(), Round.objects.count()) == ([reason], 0)


def test_a_colleagues_round_is_not_ended(handset, phone, venue):
    other = RoundFactory(worker=staff("outreach_worker"), venue=venue)

    assert handset.answers(phone, [ended(handset, venue, other.ref)]) == ["aside"]
    assert aside() == [Reason.ROUND]


def test_the_leader_stores_what_a_closed_account_began(handset, venue, desk):
    key = uuid4()
    handset.user.is_active = False
    handset.user.save()
    sent = [begun(handset, venue, key=key), handset.kept(venue, answers={"round": str(key)})]
    handset.send(in_another_browser(handset.user), sent, to="/outreach/sync/leave/")
    began = next(row for row in SealedContact.objects.all() if "act" in fields_of(row))

    assert "En runde er startet" in desk.get(began.get_absolute_url()).content.decode()
    assert desk.post(began.get_absolute_url()).status_code == 302

    one = Round.objects.get()
    assert (one.worker, minutes_ago(one.started_at)) == (handset.user, 120)
    contact = SealedContact.objects.exclude(pk=began.pk).get()
    assert one.ref in desk.get(contact.get_absolute_url()).content.decode()


def test_it_cannot_be_stored_as_a_round_when_it_is_none(handset, phone, venue):
    handset.answers(phone, [begun(handset, venue, venue="999999")])
    row, leader = SealedContact.objects.get(), staff("outreach_lead")

    with pytest.raises(RuleError, match="Stedet er ikke længere i brug"):
        accept_outing(actor=leader, sealed=row, fields=fields_of(row), read=reader(leader).terms)


@pytest.mark.parametrize(
    ("hours", "last", "over"), [(3, None, 3), (-1, None, 0), (30, None, 0), (30, 4, 4), (30, 29, 0)]
)
def test_a_round_ended_on_a_phone_is_over_by_then_and_a_forgotten_one_with_its_last_contact(hours, last, over):
    begun_at = NOW
    told = begun_at + timedelta(hours=last) if last else None

    assert until(begun_at, begun_at + timedelta(hours=hours), last=told) == begun_at + timedelta(hours=over)
