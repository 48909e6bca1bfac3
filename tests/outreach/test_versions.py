"""Corrections of a contact: what stood stays readable, and one version counts."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from cases.enums import CodeList
from cases.outreach.models import Contact, ContactVersion
from cases.outreach.rules import Counters
from cases.outreach.selectors.counting import counters_of
from cases.outreach.services.contacts import record_contact
from cases.outreach.services.versions import choose_version, correct_contact
from cmm.audit.models import AuditEntry
from cmm.core.context import Context, acting
from cmm.core.errors import Conflict
from tests.factories.accounts import staff
from tests.factories.cases import code
from tests.factories.outreach import HoursFactory, RoundFactory, facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(worker, venue):
    given = (code(CodeList.GIVEN, "pack"),)
    return record_contact(actor=worker, facts=facts(venue, met_before="new", given=given, note="Mødes igen."))


def corrected(contact, worker, *, on_top_of=1, **said):
    told = facts(contact.venue, **said)
    return correct_contact(actor=worker, contact=contact, on_top_of=on_top_of, facts=told)


def test_the_newest_version_counts_and_the_first_stays_readable(worker, contact):
    corrected(contact, worker, met_before="yes", sex="female")

    contact.refresh_from_db()
    assert (contact.met_before, contact.sex, contact.note, contact.given.count()) == ("yes", "female", "", 0)
    assert counters_of(Contact.objects.all()) == Counters(visits=1, unique=1)
    first, second = contact.versions.all()
    assert (first.said["met_before"], first.said["note"]) == ("new", "Mødes igen.")
    assert first.said["given"] == [code(CodeList.GIVEN, "pack").pk]
    assert (first.written_by, first.written_at) == (contact.recorded_by, contact.recorded_at)
    assert (second.number, second.on_top_of, second.written_by) == (2, 1, worker)
    entry = AuditEntry.objects.get(action="contact.corrected")
    assert entry.details == {"version": 2, "contested": False}


def test_two_corrections_at_once_are_both_kept_and_somebody_chooses(worker, contact):
    corrected(contact, worker, met_before="yes")
    corrected(contact, worker, met_before="tonight")

    contact.refresh_from_db()
    assert (contact.met_before, contact.contested, contact.versions.count()) == ("tonight", True, 3)
    leader = staff("outreach_lead")
    choose_version(actor=leader, contact=contact, number=2)

    contact.refresh_from_db()
    assert (contact.met_before, contact.contested, contact.chosen_by) == ("yes", False, leader)
    assert contact.versions.count() == 3


def test_one_correction_sent_twice_is_one_version(worker, contact):
    told = facts(contact.venue, met_before="yes")
    for _time in range(2):
        correct_contact(actor=worker, contact=contact, on_top_of=1, facts=told)

    assert contact.versions.count() == 2
    with pytest.raises(Conflict):
        correct_contact(actor=worker, contact=contact, on_top_of=1, facts=replace(told, met_before="new"))


def test_the_key_and_digest_of_the_first_form_stay(worker, contact, venue):
    sent = facts(venue, met_before="yes")
    stored = record_contact(actor=worker, facts=sent)
    corrected(stored, worker, met_before="new")

    assert record_contact(actor=worker, facts=sent) == stored
    stored.refresh_from_db()
    assert stored.met_before == "new"


def test_the_day_moves_only_with_the_moment(worker, contact):
    HoursFactory(organisation=worker.organisation, starts="00:00")
    day = contact.service_day
    corrected(contact, worker, met_before="yes", met_at=contact.met_at)
    contact.refresh_from_db()
    assert contact.service_day == day

    corrected(contact, worker, on_top_of=2, met_at=contact.met_at - timedelta(days=3))

    contact.refresh_from_db()
    assert contact.service_day == (contact.met_at).astimezone().date()


def test_a_correction_does_not_meet_its_own_code(worker, contact):
    for version in (1, 2):
        corrected(contact, worker, on_top_of=version, met_before="yes", own_code="A-1")

    contact.refresh_from_db()
    assert (contact.met_before, contact.own_code) == ("yes", "A-1")


def test_a_correction_tells_events_anew(worker, contact):
    rape, violence = code(CodeList.STREET_EVENT, "rape"), code(CodeList.STREET_EVENT, "violence")
    corrected(contact, worker, events=(rape,))
    corrected(contact, worker, on_top_of=2, events=(violence,), reported="yes")

    told = contact.incidents.order_by("pk").values_list("kind__code", "reported", "struck_as")
    assert list(told) == [("rape", "not_asked", "corrected"), ("violence", "yes", "")]


def test_a_colleague_corrects_nothing_and_the_leader_does(worker, contact):
    with pytest.raises(PermissionDenied):
        corrected(contact, staff("outreach_worker"), met_before="yes")
    corrected(contact, staff("outreach_lead"), met_before="yes")

    assert contact.versions.count() == 2


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE outreach_contact SET met_before = 'tonight'",
        "UPDATE outreach_contact SET version_id = NULL",
        "UPDATE outreach_contact SET version_id = (SELECT min(id) FROM outreach_contactversion)",
        "UPDATE outreach_contact SET note = 'x', version_id = (SELECT min(id) FROM outreach_contactversion)",
    ],
)
def test_the_database_refuses_a_contact_no_version_speaks_of(worker, contact, change):
    """The trigger is_corrected."""
    corrected(contact, worker, met_before="yes")

    with pytest.raises(DatabaseError, match="a contact changes by a version of it"), transaction.atomic():
        connection.cursor().execute(change)


def test_another_contacts_version_does_not_speak_of_this_one(worker, contact, venue):
    other = record_contact(actor=worker, facts=facts(venue, met_before="new"))
    corrected(other, worker, met_before="yes")

    with pytest.raises(DatabaseError, match="a contact changes by a version of it"), transaction.atomic():
        Contact.objects.filter(pk=contact.pk).update(version=ContactVersion.objects.first())


def told(browser, contact, **answers):
    """The form as the page gives it, with some answers changed."""
    page = browser.get(f"/outreach/contacts/{contact.ref}/correct/")
    initial = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    initial["met_at"] = ""
    return {"submission_key": str(uuid4())} | initial | answers


def test_the_page_begins_with_what_stands_and_adds_what_is_sent(phone, contact):
    answer = phone.post(f"/outreach/contacts/{contact.ref}/correct/", told(phone, contact, met_before="yes"))

    assert answer.status_code == 302
    contact.refresh_from_db()
    assert (contact.met_before, contact.note, contact.given.count()) == ("yes", "Mødes igen.", 1)
    page = phone.get(contact.get_absolute_url()).content.decode()
    assert "Første registrering" in page
    assert "Nej, ny" in page


def test_the_page_asks_which_of_two_counts(phone, contact):
    first, second = (told(phone, contact, met_before=answer) for answer in ("yes", "tonight"))
    for sent in (first, second):
        phone.post(f"/outreach/contacts/{contact.ref}/correct/", sent)
    assert "Vælg den, der tælles" in phone.get(contact.get_absolute_url()).content.decode()

    phone.post(f"/outreach/contacts/{contact.ref}/version/", {"number": "2"})

    contact.refresh_from_db()
    assert (contact.met_before, contact.contested) == ("yes", False)
    assert "Vælg den, der tælles" not in phone.get(contact.get_absolute_url()).content.decode()


def test_a_refused_correction_loses_nothing(phone, contact):
    sent = told(phone, contact, note="Ring 22 33 44 55", met_before="yes")
    answer = phone.post(f"/outreach/contacts/{contact.ref}/correct/", sent)

    assert (answer.status_code, contact.versions.count()) == (422, 0)
    assert "Ring 22 33 44 55" in answer.content.decode()


def test_a_correction_stays_in_its_round(phone, worker):
    one_round = RoundFactory(worker=worker)
    contact = record_contact(actor=worker, facts=facts(one_round.venue, round=one_round))
    phone.post(f"/outreach/contacts/{contact.ref}/correct/", told(phone, contact, met_before="yes"))

    contact.refresh_from_db()
    assert (contact.round, contact.number) == (one_round, 2)


LISTS = ("given", "needs", "signs", "languages")
SAID = "a contact changes by a version of it"


def link(name, contact, chosen):
    return f"INSERT INTO outreach_contact_{name} (contact_id, code_id) VALUES ({contact.pk}, {chosen.pk})"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", LISTS)
def test_what_a_contact_lists_changes_with_a_version_and_with_nothing_else(worker, venue, name):
    """The triggers links_are_said, links_are_unsaid and links_are_never_moved."""
    pack, other = code(CodeList.GIVEN, "pack"), code(CodeList.GIVEN, "food")
    contact = record_contact(actor=worker, facts=facts(venue, **{name: (pack,)}))
    gone, moved = f"DELETE FROM outreach_contact_{name}", f"UPDATE outreach_contact_{name} SET id = id"
    refused = [refusal(worker, act) for act in (link(name, contact, other), gone, moved)]
    assert refused == [SAID, SAID, f"rows of outreach_contact_{name} are append-only"]

    with acting(Context(worker.pk, "test")):
        corrected(contact, worker, **{name: (other,)})
    assert set(getattr(contact, name).all()) == {other}
    assert [refusal(worker, act) for act in (link(name, contact, pack), gone)] == [SAID, SAID]


def refusal(user, statement):
    with pytest.raises(DatabaseError) as refused, acting(Context(user.pk, "test")), connection.cursor() as cursor:
        cursor.execute(statement)
    return refused.value.__cause__.diag.message_primary
