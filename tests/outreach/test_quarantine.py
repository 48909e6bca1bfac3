"""What was put aside, as the leader meets it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from cases.outreach.enums import SealedState
from cases.outreach.models import Contact, Phone, SealedContact, SealingKey
from cases.outreach.services.keys import change_key, destroy_key
from cases.outreach.services.quarantine import leave_sealed
from cmm.core.errors import Conflict, RuleError
from tests.factories.accounts import staff
from tests.factories.phones import Handset, SealedFactory

pytestmark = pytest.mark.django_db
QUARANTINE = "/outreach/quarantine/"


@pytest.fixture
def handset(worker):
    return Handset(worker)


def named(phone, handset, venue):
    handset.answers(phone, [handset.kept(venue, answers={"note": "Hun hedder Prøvine", "met_before": "yes"})])
    return SealedContact.objects.get()


def told(venue, **answers):
    said = {"venue": venue.pk, "contact_type": "street", "follow_up": "not_asked", "met_before": "yes"}
    return said | {"submission_key": "0b0e7a8e-55b0-4a53-9d8b-3f3a1f9d7a11"} | answers


def test_the_leader_sees_why_mends_and_counts(phone, desk, handset, venue):
    row = named(phone, handset, venue)
    assert "Notatet nævner måske nogen" in desk.get(QUARANTINE).content.decode()

    shown = desk.get(row.get_absolute_url()).content.decode()
    assert "Hun hedder Prøvine" in shown
    answer = desk.post(row.get_absolute_url(), told(venue, note="Mødes igen"))

    assert (answer.status_code, answer.url) == (302, QUARANTINE)
    contact = Contact.objects.get()
    assert (contact.note, contact.met_before, contact.recorded_by) == ("Mødes igen", "yes", handset.user)
    assert "Intet er sat til side" in desk.get(QUARANTINE).content.decode()


def test_what_is_not_mended_is_refused_at_its_field(phone, desk, handset, venue):
    row = named(phone, handset, venue)

    answer = desk.post(row.get_absolute_url(), told(venue, note="Ring 20 12 34 56"))

    assert (answer.status_code, Contact.objects.count()) == (422, 0)
    assert "Ligner et telefonnummer" in answer.content.decode()


def test_left_uncounted_takes_a_reason_and_deletes_nothing(desk):
    row = SealedFactory()
    address = f"{row.get_absolute_url()}leave/"

    assert desk.post(address, {"why": " "}).status_code == 422
    assert desk.post(address, {"why": "Prøve fra kurset"}).status_code == 302

    row.refresh_from_db()
    assert (row.state, row.settled_why, bytes(row.sealed)) == (SealedState.LEFT, "Prøve fra kurset", b"\x01")
    assert "Prøve fra kurset" in desk.get(row.get_absolute_url()).content.decode()


def test_what_cannot_be_opened_says_so_and_offers_only_to_leave_it(desk):
    row = SealedFactory()

    shown = desk.get(row.get_absolute_url()).content.decode()

    assert "Den kan ikke åbnes" in shown
    assert "Tæl med" not in shown


def test_it_is_decided_once():
    row, leader = SealedFactory(), staff("outreach_lead")
    leave_sealed(actor=leader, sealed=row, why="Prøve")

    with pytest.raises(Conflict):
        leave_sealed(actor=leader, sealed=row, why="Igen")


def test_a_reason_is_more_than_blanks():
    with pytest.raises(RuleError):
        leave_sealed(actor=staff("outreach_lead"), sealed=SealedFactory(), why="  ")


def test_what_has_waited_for_more_than_a_day_alerts_the_leader(phone, desk, handset, worker):
    assert worker.name not in desk.get(QUARANTINE).content.decode()

    handset.send(phone, [], waiting=2, since=handset.now(ago=31 * 3600))

    assert "På 1 telefon har noget ventet i over 24 timer." in desk.get("/outreach/contacts/").content.decode()
    assert "Fra telefonerne" not in phone.get("/outreach/contacts/").content.decode()
    shown = desk.get(QUARANTINE).content.decode()
    assert f"{worker.name}: 2 kontakter har ventet på en telefon siden" in shown


def test_the_key_is_changed_once_and_a_key_in_use_is_not_destroyed(handset):
    leader = staff("outreach_lead")

    new = change_key(actor=leader, key=handset.key)

    assert change_key(actor=leader, key=handset.key) == new
    assert SealingKey.objects.in_use().get() == new
    with pytest.raises(RuleError):
        destroy_key(actor=leader, key=new, told=0)
    destroy_key(actor=leader, key=handset.key, told=0)
    destroy_key(actor=leader, key=handset.key, told=0)
    assert SealingKey.objects.get(pk=handset.key.pk).private is None


def test_the_leader_changes_the_key_on_the_page(desk, handset):
    assert desk.post("/outreach/keys/change/").status_code == 302
    assert SealingKey.objects.in_use().get() != handset.key


@pytest.mark.parametrize(
    "facts",
    [
        {"state": SealedState.COUNTED},
        {"reason": ""},
        {"sealed": None},
        {"state": SealedState.LEFT},
        {"state": SealedState.LEFT, "settled_at": timezone.now()},
    ],
)
def test_the_database_refuses_what_is_neither_counted_nor_kept(facts):
    with pytest.raises(DatabaseError), transaction.atomic():
        SealedFactory(**facts)


def test_a_phone_that_waits_says_since_when(handset):
    with pytest.raises(DatabaseError), transaction.atomic():
        Phone.objects.update(waiting=1)


def test_the_page_a_phone_keeps_says_nothing_of_whoever_asked_for_it(phone, worker, handset, venue):
    shown = phone.get("/outreach/phone/page/").content.decode()

    assert venue.name in shown
    assert str(handset.key.pk) in shown
    for word in (worker.name, worker.email, "csrfmiddlewaretoken", worker.organisation.name_da):
        assert word not in shown


def test_the_worker_follows_what_was_sent_and_what_the_leader_decides(phone, handset, venue):
    named(phone, handset, venue)
    handset.answers(phone, [handset.kept(venue)])

    shown = phone.get("/outreach/queue/").content.decode()

    assert (shown.count("Hos din leder"), Contact.objects.get().ref in shown) == (1, True)
    assert "Hun hedder" not in shown


def test_an_organisation_without_a_key_has_no_page_to_keep(phone):
    assert phone.get("/outreach/phone/page/").status_code == 409


def test_old_lateness_is_forgotten(desk, worker):
    SealedFactory(sender=worker, late=True)
    assert "mere end 24 timer" in desk.get(QUARANTINE).content.decode()
    SealedContact.objects.update(received_at=timezone.now() - timedelta(days=8))
    assert "mere end 24 timer, efter" not in desk.get(QUARANTINE).content.decode()


def test_what_a_key_still_closes_is_told_before_it_is_destroyed(phone, desk, handset, venue):
    named(phone, handset, venue)
    change_key(actor=staff("outreach_lead"), key=handset.key)
    address = f"/outreach/keys/{handset.key.pk}/destroy/"

    assert "1 kontakt er sat til side og ikke afgjort" in desk.get(address).content.decode()
    assert desk.post(address, {"told": 1}).status_code == 422
    stale = desk.post(address, {"told": 0, "sure": "on"})
    assert (stale.status_code, "Læs det igen" in stale.content.decode()) == (422, True)
    assert 'name="told" value="1"' in stale.content.decode()

    assert desk.post(address, {"told": 1, "sure": "on"}).status_code == 302
    page = desk.get("/outreach/keys/").content.decode()
    assert ("Destrueret" in page, "I brug" in page) == (True, True)
    assert SealingKey.objects.get(pk=handset.key.pk).private is None


def test_the_key_in_use_is_not_destroyed_on_its_page(desk, handset):
    address = f"/outreach/keys/{handset.key.pk}/destroy/"

    assert "Skift den først" in desk.get(address).content.decode()
    assert desk.post(address, {"told": 0, "sure": "on"}).status_code == 422
