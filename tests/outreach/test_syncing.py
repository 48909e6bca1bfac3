"""What phones send: nothing lost, nothing twice, whatever was cut, doubled, forged or closed on the way."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from cases.outreach.enums import Reason
from cases.outreach.forms.reading import read_forms
from cases.outreach.models import Contact, Phone, SealedContact, SealingKey
from cases.outreach.parcels import MOST
from cases.outreach.services import contacts as verbs
from cases.outreach.services.quarantine import accept_sealed
from cases.outreach.services.syncing import fields_of
from cmm.audit.models import AuditEntry
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.outreach import RoundFactory, facts
from tests.factories.phones import Handset, aside, in_another_browser
from tests.statements import statements

pytestmark = pytest.mark.django_db

DAY = 24 * 60 * 60


def test_what_was_kept_is_counted_with_every_answer_and_the_sealed_is_gone(handset, phone, venue):
    kept = handset.kept(venue, ago=3600, answers={"met_before": "yes", "language": "ro", "given": ["pack", "food"]})

    answer = handset.send(phone, [kept]).json()["answers"]

    contact, row = Contact.objects.get(), SealedContact.objects.get()
    assert answer == [{"key": kept["key"], "state": "counted", "at": row.received_at.isoformat(), "why": ""}]
    assert (contact.met_before, contact.language.code, contact.given.count()) == ("yes", "ro", 2)
    assert abs(contact.met_at - (timezone.now() - timedelta(hours=1))) < timedelta(minutes=1)
    assert (row.contact, row.sealed, row.late) == (contact, None, False)
    assert [entry.action for entry in AuditEntry.objects.filter(target_type="outreach.contact")] == ["contact.recorded"]


def test_the_same_sending_a_week_later_has_the_same_answer(handset, phone, venue):
    sent = [handset.kept(venue) for _number in range(3)]
    first = handset.send(phone, sent).json()

    assert handset.send(phone, sent).json() == first
    assert handset.send(phone, sent, now=handset.now(ago=-7 * DAY)).json() == first
    assert Contact.objects.count() == 3


def test_the_same_contact_twice_in_one_sending_is_one(handset, phone, venue):
    kept = handset.kept(venue)

    assert handset.answers(phone, [kept, kept]) == ["counted", "counted"]
    assert Contact.objects.count() == 1


def test_the_same_answers_sealed_anew_are_the_same_contact(handset, phone, venue):
    key = uuid4()

    assert handset.answers(phone, [handset.kept(venue, key=key)]) == ["counted"]
    assert handset.answers(phone, [handset.kept(venue, key=key)]) == ["counted"]
    assert Contact.objects.count() == 1


def test_other_answers_under_the_same_key_are_kept_for_the_leader(handset, phone, venue):
    key = uuid4()
    handset.answers(phone, [handset.kept(venue, key=key, answers={"met_before": "new"})])

    assert handset.answers(phone, [handset.kept(venue, key=key, answers={"met_before": "yes"})]) == ["aside"]
    assert (Contact.objects.get().met_before, aside()) == ("new", [Reason.OTHER_ANSWERS])


def test_two_versions_in_one_sending_are_both_kept(handset, phone, venue):
    key = uuid4()
    versions = [handset.kept(venue, key=key, answers={"met_before": said}) for said in ("new", "yes")]

    assert sorted(handset.answers(phone, versions)) == ["aside", "counted"]


@pytest.mark.parametrize("years", [-30, 5])
def test_a_clock_that_is_years_wrong_changes_nothing(worker, phone, venue, years):
    wrong = Handset(worker, wrong_by=years * 365 * DAY)

    assert wrong.answers(phone, [wrong.kept(venue, ago=600)]) == ["counted"]
    assert abs(Contact.objects.get().met_at - (timezone.now() - timedelta(minutes=10))) < timedelta(minutes=1)


def test_a_clock_that_was_changed_on_the_way_is_left_to_the_leader(handset, phone, venue):
    assert handset.answers(phone, [handset.kept(venue, ago=-3600), handset.kept(venue)]) == ["aside", "counted"]
    assert aside() == [Reason.CLOCK]


def test_what_arrives_after_more_than_a_day_is_marked(handset, phone, venue):
    handset.answers(phone, [handset.kept(venue, ago=DAY + 60), handset.kept(venue, ago=DAY - 60)])

    assert sorted(SealedContact.objects.values_list("late", flat=True)) == [False, True]


def test_a_poison_contact_stops_no_other(handset, phone, venue):
    """Twelve signs as typed, 24 as stored: no rule of the form sees it, PostgreSQL does."""
    sent = [handset.kept(venue), handset.kept(venue, answers={"own_code": "ß" * 12}), handset.kept(venue)]

    assert handset.answers(phone, sent) == ["counted", "aside", "counted"]
    assert (Contact.objects.count(), aside()) == (2, [Reason.FORM])


@pytest.mark.parametrize("item", [None, 1, [], {}, {"key": "x"}, "x" * 50])
def test_what_is_no_contact_is_refused_and_the_rest_received(handset, phone, venue, item):
    assert handset.answers(phone, [item, handset.kept(venue)]) == ["refused", "counted"]


def test_a_named_organisation_is_no_contact_of_ours(handset, phone, venue):
    forged = handset.kept(venue) | {"organisation": OrganisationFactory().pk}

    answer = handset.send(phone, [forged]).json()["answers"]

    assert answer == [{"key": forged["key"], "state": "refused", "why": "misshapen"}]
    assert not Contact.objects.exists()


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"items": 3}', b"\xff", b'{"items": [], "now": -1}'])
def test_what_no_phone_sends_is_refused(phone, body):
    assert phone.post("/outreach/sync/", body, content_type="application/json").status_code == 400


@pytest.mark.parametrize("many", [MOST + 1, 10_000])
def test_more_than_a_sending_holds_is_refused_whole(handset, phone, venue, many):
    answer = handset.send(phone, [handset.kept(venue)] * many)

    assert answer.status_code == 413
    assert f"Højst {MOST}" in answer.json()["error"]
    assert (Contact.objects.count(), SealedContact.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"met_at": "26.11.2036 21.30"}, Reason.FUTURE),
        ({"venue": "999999"}, Reason.VENUE),
        ({"round": "R-1999-0001"}, Reason.ROUND),
        ({"note": "Hun hedder Prøvine"}, Reason.NOTE),
        ({"note": "cpr 010190-1234"}, Reason.NOTE),
        ({"contact_type": "spaceship"}, Reason.FORM),
        ({"own_code": "a\0b"}, Reason.FORM),
    ],
)
def test_what_may_not_be_stored_lies_with_the_leader_sealed(handset, phone, venue, answers, reason):
    kept = handset.kept(venue, answers=answers)

    assert handset.answers(phone, [kept]) == ["aside"]
    row = SealedContact.objects.get()
    assert (row.reason, fields_of(row)[next(iter(answers))]) == (reason, list(answers.values()))
    assert not Contact.objects.exists()


def test_a_place_that_is_no_longer_used_puts_aside(handset, phone, venue):
    kept = handset.kept(venue)
    venue.active = False
    venue.save()

    assert (handset.answers(phone, [kept]), aside()) == (["aside"], [Reason.VENUE])


def test_a_colleagues_round_puts_aside(handset, phone, venue):
    one = RoundFactory(worker=staff("outreach_worker"), venue=venue)

    assert handset.answers(phone, [handset.kept(venue, answers={"round": one.ref})]) == ["aside"]
    assert aside() == [Reason.ROUND]


def test_a_round_that_was_ended_long_ago_still_takes_what_was_recorded_in_it(handset, phone, worker, venue):
    rounds = [RoundFactory(worker=worker, venue=venue, ended_at=timezone.now() + timedelta(1)) for _number in range(6)]

    assert handset.answers(phone, [handset.kept(venue, answers={"round": rounds[0].ref})]) == ["counted"]
    assert Contact.objects.get().round == rounds[0]


def test_a_phone_says_how_many_wait_and_since_when(handset, phone, venue):
    handset.send(phone, [handset.kept(venue)], waiting=4, since=handset.now(ago=3 * 3600))

    told = Phone.objects.get()
    assert (told.waiting, abs(timezone.now() - told.waiting_since) < timedelta(hours=3, minutes=1)) == (3, True)
    handset.send(phone, [])
    assert Phone.objects.get().waiting_since is None


def test_one_code_in_one_sending_is_one_unique_person(handset, phone, venue):
    sent = [handset.kept(venue, ago=60 - n, answers={"own_code": "R-1", "met_before": "yes"}) for n in range(3)]

    handset.answers(phone, list(reversed(sent)))

    told = Contact.objects.order_by("met_at").values_list("met_before", flat=True)
    assert list(told) == ["yes", "tonight", "tonight"]


def test_five_statements_for_a_hundred_contacts(handset, phone, venue):
    one = RoundFactory(worker=handset.user, venue=venue)
    answers = {"round": one.ref, "given": ["pack"], "needs": ["doctor"], "signs": ["no_papers"], "language": "ro"}
    sent = [handset.kept(venue, answers=answers | {"own_code": f"R-{n % 50}"}) for n in range(MOST)]
    with statements() as asked:
        assert set(handset.answers(phone, sent)) == {"counted"}

    assert len(asked) <= 5 * MOST // 100
    assert Contact.objects.count() == MOST


def test_a_server_that_dies_in_the_middle_has_stored_nothing_and_the_next_sending_all(handset, venue, monkeypatch):
    sent = [handset.kept(venue) for _number in range(4)]
    for step in ("codes_of", "columns", "link", "record_all"):
        with monkeypatch.context() as patched:
            patched.setattr(verbs, step, die)
            with pytest.raises(SystemExit):
                handset.send(in_another_browser(handset.user), sent)
        assert (Contact.objects.count(), SealedContact.objects.count()) == (0, 0)

    assert handset.answers(in_another_browser(handset.user), sent) == ["counted"] * 4


def die(*_args, **_kwargs):
    raise SystemExit


def test_a_leader_mends_and_accepts_in_the_name_of_who_recorded(handset, phone, venue):
    handset.answers(phone, [handset.kept(venue, ago=600, answers={"note": "Hun hedder Prøvine"})])
    row, leader = SealedContact.objects.get(), staff("outreach_lead")

    contact = accept_sealed(actor=leader, sealed=row, facts=replace(facts(venue), note="Mødes igen"))

    row.refresh_from_db()
    assert (contact.recorded_by, contact.note, contact.submission_key) == (
        handset.user,
        "Mødes igen",
        row.submission_key,
    )
    assert (row.state, row.contact, row.settled_by, row.sealed is None) == ("accepted", contact, leader, False)
    assert contact.met_at == row.sealed_at


def test_the_private_key_cannot_be_read_in_the_database(handset):
    with connection.cursor() as cursor:
        cursor.execute("SELECT private FROM outreach_sealingkey")
        (stored,) = cursor.fetchone()
    assert bytes(stored).startswith(b"v1|")
    assert SealingKey.objects.get().private.reveal().encode() not in bytes(stored)


def test_a_form_of_a_sending_is_read_as_if_it_came_alone(worker, venue):
    one = {"submission_key": [str(uuid4())], "venue": [str(venue.pk)], "contact_type": ["street"]}
    said = [
        {"met_before": ["yes"], "note": ["Talte om vejret"], "given": ["pack"], "sex": ["female"]},
        {"note": ["Hun hedder Prøvine"]},
        {},
        {"n_new": ["2"], "n_known": ["1"], "sex": ["female", "male"]},
        {"sex": ["female", "male"]},
        {"venue": ["0"]},
        {"round": ["R-1999-0001"]},
    ]
    kept = [one | answers for answers in (*said, *reversed(said))]

    assert read_forms(worker, kept) == [read_forms(worker, [fields])[0] for fields in kept]
