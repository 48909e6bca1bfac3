"""Several sendings of one form at once, over connections of their own."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from cases.enums import CodeList
from cases.outreach.models import Contact, Round
from cases.outreach.services.contacts import record_contact
from cases.outreach.services.rounds import start_round
from cases.outreach.services.versions import correct_contact
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict
from tests.factories.accounts import staff
from tests.factories.cases import code
from tests.factories.outreach import VenueFactory, facts

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(times, act):
    """Run ``act`` in ``times`` threads that start together; the outcomes, in no order."""
    gate, outcomes = Barrier(times), []

    def one():
        try:
            gate.wait()
            outcomes.append(act())
        except Conflict as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    threads = [Thread(target=one) for _number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_one_form_sent_five_times_at_once_is_stored_once():
    worker = staff("outreach_worker")
    sent = facts(VenueFactory(organisation=worker.organisation), met_before="new")

    outcomes = at_once(5, lambda: record_contact(actor=worker, facts=sent).pk)

    assert outcomes == [Contact.objects.get().pk] * 5
    assert AuditEntry.objects.filter(action=AuditAction.CONTACT_RECORDED).count() == 1


def test_one_code_in_two_forms_at_once_is_one_unique_person():
    worker = staff("outreach_worker")
    venue = VenueFactory(organisation=worker.organisation)

    at_once(4, lambda: record_contact(actor=worker, facts=facts(venue, own_code="R-1", met_before="yes")).pk)

    assert sorted(Contact.objects.values_list("met_before", flat=True)) == ["tonight", "tonight", "tonight", "yes"]


def test_two_touches_start_one_round():
    worker = staff("outreach_worker")
    venue, street = VenueFactory(organisation=worker.organisation), code(CodeList.CONTACT_TYPE, "street")

    outcomes = at_once(2, lambda: start_round(actor=worker, name="Runden", venue=venue, contact_type=street).ref)

    assert sorted(outcomes) == sorted([Round.objects.get().ref, "round_running"])


def test_two_corrections_at_once_are_both_kept_and_one_counts():
    worker = staff("outreach_worker")
    venue = VenueFactory(organisation=worker.organisation)
    contact = record_contact(actor=worker, facts=facts(venue, met_before="new"))
    told = [facts(venue, met_before=answer) for answer in ("yes", "tonight")]

    at_once(2, lambda: correct_contact(actor=worker, contact=contact, on_top_of=1, facts=told.pop()))

    contact.refresh_from_db()
    numbers = list(contact.versions.values_list("number", flat=True))
    newest = contact.versions.get(number=3)
    assert (numbers, contact.contested, contact.version) == ([1, 2, 3], True, newest)
    assert contact.met_before == newest.said["met_before"]
