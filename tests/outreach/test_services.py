from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cases.enums import CodeList
from cases.outreach.models import Contact, Round, Venue
from cases.outreach.services.contacts import record_contact
from cases.outreach.services.rounds import arrive_at, end_round, start_round
from cases.outreach.services.venues import add_venue
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import code
from tests.factories.outreach import RoundFactory, VenueFactory, facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def street():
    return code(CodeList.CONTACT_TYPE, "street")


def logged(*actions):
    return list(AuditEntry.objects.filter(action__in=actions).order_by("pk").values_list("action", "target_ref"))


def elsewhere():
    return OrganisationFactory(code="andre", capabilities=["outreach"])


def test_a_round_begins_with_its_presets(worker, venue, street):
    pack = code(CodeList.GIVEN, "pack")

    one = start_round(
        actor=worker, name="Havnerunden", venue=venue, contact_type=street, preset_sex="female", preset_given=[pack]
    )

    assert (one.worker, one.organisation, one.preset_sex) == (worker, worker.organisation, "female")
    assert list(one.preset_given.all()) == [pack]
    assert logged(AuditAction.ROUND_STARTED) == [("round.started", one.ref)]


def test_a_worker_has_one_round_running(worker, venue, street):
    start_round(actor=worker, name="Første", venue=venue, contact_type=street)

    with pytest.raises(Conflict):
        start_round(actor=worker, name="Anden", venue=venue, contact_type=street)

    assert Round.objects.count() == 1


def test_a_round_does_not_start_at_another_organisations_place(worker, street):
    with pytest.raises(PermissionDenied):
        start_round(actor=worker, name="Prøverunden", venue=VenueFactory(organisation=elsewhere()), contact_type=street)


def test_arriving_somewhere_is_logged_once(worker, venue):
    one = RoundFactory(worker=worker)

    arrive_at(actor=worker, one_round=one, venue=venue)
    arrive_at(actor=worker, one_round=one, venue=venue)

    one.refresh_from_db()
    assert one.venue == venue
    assert logged(AuditAction.ROUND_MOVED) == [("round.moved", one.ref)]


def test_handing_in_twice_is_handing_in_once(worker):
    one = RoundFactory(worker=worker)
    record_contact(actor=worker, facts=facts(one.venue, round=one, met_before="new"))

    end_round(actor=worker, one_round=one)
    end_round(actor=worker, one_round=one)

    entry = AuditEntry.objects.get(action=AuditAction.ROUND_ENDED)
    assert entry.details == {"visits": 1, "unique": 1, "new": 1, "unclear": 0}


def test_nobody_ends_a_colleagues_round(worker):
    with pytest.raises(PermissionDenied):
        end_round(actor=staff("outreach_worker"), one_round=RoundFactory(worker=worker))


def test_the_leader_ends_a_round_that_was_forgotten(worker):
    one = RoundFactory(worker=worker)

    end_round(actor=staff("outreach_lead"), one_round=one)

    one.refresh_from_db()
    assert not one.is_running


def test_a_contact_is_stored_with_every_answer(worker, venue):
    given, need = code(CodeList.GIVEN, "pack"), code(CodeList.NEED, "doctor")

    contact = record_contact(
        actor=worker, facts=facts(venue, sex="female", given=(given,), needs=(need,), note="Mødes igen på torsdag.")
    )

    assert (contact.organisation, contact.recorded_by, contact.met_before) == (worker.organisation, worker, "")
    assert (list(contact.given.all()), list(contact.needs.all()), list(contact.signs.all())) == ([given], [need], [])
    assert logged(AuditAction.CONTACT_RECORDED) == [("contact.recorded", contact.ref)]


def test_sent_twice_is_stored_once(worker, venue):
    sent = facts(venue, met_before="new")

    first, second = record_contact(actor=worker, facts=sent), record_contact(actor=worker, facts=sent)

    assert first == second
    assert Contact.objects.count() == 1
    assert len(logged(AuditAction.CONTACT_RECORDED)) == 1


def test_the_same_key_with_other_answers_is_refused_and_the_refusal_logged(worker, venue):
    sent = facts(venue, met_before="new")
    first = record_contact(actor=worker, facts=sent)

    with pytest.raises(Conflict):
        record_contact(actor=worker, facts=replace(sent, met_before="yes"))

    assert Contact.objects.get().met_before == "new"
    assert logged(AuditAction.CONTACT_CONFLICTED) == [("contact.conflicted", first.ref)]


def test_another_organisation_may_use_the_same_key(worker, venue):
    other = staff("outreach_worker", organisation=elsewhere())
    sent = facts(venue)
    record_contact(actor=worker, facts=sent)

    record_contact(actor=other, facts=replace(sent, venue=VenueFactory(organisation=other.organisation)))

    assert Contact.objects.count() == 2


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"note": "cpr 010190-1234"}, "note"),
        ({"own_code": "12345678"}, "own_code"),
        ({"met_at": timezone.now() + timedelta(days=1)}, "met_at"),
    ],
)
def test_what_breaks_a_rule_is_not_stored(worker, venue, answers, field):
    with pytest.raises(RuleError) as refused:
        record_contact(actor=worker, facts=facts(venue, **answers))

    assert refused.value.field == field
    assert (Contact.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_a_code_used_in_the_service_day_counts_as_tonight(worker, venue):
    evening = timezone.make_aware(timezone.datetime(2026, 11, 20, 23, 0))
    for number, later in enumerate([timedelta(0), timedelta(hours=5), timedelta(hours=20)]):
        sent = facts(venue, own_code="r-204" if number else "R-204", met_before="yes", met_at=evening + later)
        record_contact(actor=worker, facts=sent)

    told = Contact.objects.order_by("met_at").values_list("own_code", "met_before", "presets")
    assert list(told) == [
        ("R-204", "yes", []),
        ("R-204", "tonight", ["met_before"]),
        ("R-204", "yes", []),
    ]


def test_another_organisations_code_is_another_person(worker, venue):
    other = staff("outreach_worker", organisation=elsewhere())
    record_contact(
        actor=other, facts=facts(VenueFactory(organisation=other.organisation), own_code="A-1", met_before="new")
    )

    contact = record_contact(actor=worker, facts=facts(venue, own_code="A-1", met_before="new"))

    assert contact.met_before == "new"


def test_nobody_records_at_another_organisations_place(worker):
    with pytest.raises(PermissionDenied):
        record_contact(actor=worker, facts=facts(VenueFactory(organisation=elsewhere())))


def test_nobody_records_in_a_colleagues_round(worker):
    one = RoundFactory(worker=worker)

    with pytest.raises(PermissionDenied):
        record_contact(actor=staff("outreach_worker"), facts=facts(one.venue, round=one))


def test_a_caseworker_records_no_contacts(venue):
    with pytest.raises(PermissionDenied):
        record_contact(actor=staff("cmm_caseworker"), facts=facts(venue))


def test_a_place_stands_once_on_the_list(worker):
    leader, kind = staff("outreach_lead"), code(CodeList.VENUE_TYPE, "street")
    add_venue(actor=leader, name="Havnetorvet", venue_type=kind)

    with pytest.raises(ValidationError):
        add_venue(actor=leader, name="havnetorvet", venue_type=kind)
    with pytest.raises(PermissionDenied):
        add_venue(actor=worker, name="Østre Kaj", venue_type=kind)

    assert Venue.objects.get().name == "Havnetorvet"


def test_presets_and_key_do_not_change_what_was_said(worker, venue):
    sent = facts(venue, sex="female")

    assert sent.digest == replace(sent, submission_key=uuid4(), presets=("sex",)).digest
    assert sent.digest != replace(sent, note="Fik en pakke").digest
