"""Who can open what a phone sends, and who may send it: keys, other accounts, and closed ones."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cases.outreach.enums import Reason
from cases.outreach.models import Contact, Phone, SealedContact, SealingKey
from cases.outreach.selectors.keys import phones_behind
from cases.outreach.services.keys import change_key, destroy_key
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.phones import Handset, aside, in_another_browser

pytestmark = pytest.mark.django_db
DAY = 24 * 60 * 60


def test_a_retired_key_still_opens_and_a_destroyed_or_unknown_one_does_not(handset, phone, venue):
    kept = [handset.kept(venue), handset.kept(venue), handset.kept(venue, seal=uuid4())]
    leader = staff("outreach_lead")
    change_key(actor=leader, key=handset.key)
    assert handset.answers(phone, kept[:1]) == ["counted"]

    destroy_key(actor=leader, key=handset.key, told=0)

    assert handset.answers(phone, kept) == ["counted", "aside", "aside"]
    assert aside() == [Reason.UNREADABLE, Reason.UNREADABLE]


def test_another_organisations_key_opens_nothing_here(handset, phone, venue):
    theirs = Handset(staff("outreach_worker", organisation=OrganisationFactory(capabilities=["outreach"])))
    kept = handset.kept(venue, seal=theirs.key.pk, public=theirs.key.public)

    assert (handset.answers(phone, [kept]), aside()) == (["aside"], [Reason.UNREADABLE])


def test_only_ones_own_phones_are_named_before_a_key_is_destroyed(handset):
    theirs = Handset(staff("outreach_worker", organisation=OrganisationFactory(capabilities=["outreach"])))
    leader = staff("outreach_lead")
    change_key(actor=leader, key=handset.key)
    key = SealingKey.objects.get(pk=handset.key.pk)
    Phone.objects.update(waiting=2, waiting_since=key.retired_at - timedelta(hours=1))
    assert (list(phones_behind(leader, key)), Phone.objects.count()) == ([handset.phone], 2)
    assert theirs.phone != handset.phone


def test_another_account_neither_sends_nor_opens_what_is_not_its_own(handset, venue):
    kept = handset.kept(venue)
    colleague = staff("outreach_worker")
    browser = in_another_browser(colleague)

    answer = handset.send(browser, [kept]).json()["answers"]
    forged = handset.answers(browser, [kept | {"user": colleague.pk}])

    assert (answer[0]["state"], answer[0]["why"]) == ("refused", "not_yours")
    assert (forged, aside(), Contact.objects.count()) == (["aside"], [Reason.UNREADABLE], 0)
    assert handset.answers(in_another_browser(handset.user), [kept]) == ["counted"]


def test_another_contacts_key_beside_a_sealed_contact_does_not_open_it(handset, phone, venue):
    kept = handset.kept(venue)

    assert handset.answers(phone, [kept | {"key": str(uuid4())}, kept | {"at": kept["at"] + 1}]) == ["aside", "aside"]


def test_a_closed_account_leaves_what_it_had_with_the_leader(handset, venue):
    kept = [handset.kept(venue, ago=2 * DAY), handset.kept(venue)]
    handset.user.is_active = False
    handset.user.save()

    for _again in range(2):
        answer = handset.send(Client(), kept, to="/outreach/sync/leave/")
        assert answer.json() == {
            "closed": True, "answers": [{"key": one["key"], "state": "aside"} for one in kept]
        }  # fmt: skip
    assert aside() == [Reason.ACCESS, Reason.ACCESS]
    assert SealedContact.objects.filter(late=True).count() == 1


def test_a_role_that_was_taken_away_sends_as_a_closed_account_does(handset, phone, venue):
    kept = handset.kept(venue)
    handset.user.role_assignments.update(ended_at=timezone.now())

    assert handset.send(phone, [kept]).status_code == 404
    assert handset.send(phone, [kept], to="/outreach/sync/leave/").json()["closed"]
    assert aside() == [Reason.ACCESS]


@pytest.mark.parametrize("token", ["", "guessed"])
def test_nobody_leaves_anything_by_a_token_that_is_none(handset, venue, token):
    handset.user.is_active = False
    handset.user.save()

    answer = handset.send(Client(), [handset.kept(venue)], to="/outreach/sync/leave/", phone=token)

    assert (answer.status_code, SealedContact.objects.count()) == (401, 0)


def test_whoever_may_still_record_logs_in_to_send(handset, venue):
    answer = handset.send(Client(), [handset.kept(venue)], to="/outreach/sync/leave/")

    assert (answer.status_code, SealedContact.objects.count()) == (401, 0)
