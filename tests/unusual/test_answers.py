"""The reader answers once, somebody else closes it, and nothing that was said is ever changed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connections, transaction

from cmm.audit import anchors, sealing
from cmm.audit.enums import AuditAction, Stream
from cmm.audit.models import AuditEntry, Block
from cmm.audit.verifying import Fault, verify
from cmm.core.context import Context, acting
from cmm.oversight.unusual.models import Entry, Saying
from cmm.oversight.unusual.services import add_words, answer, judge
from tests.factories.accounts import staff
from tests.factories.unusual import EntryFactory
from tests.threads import DONE, at_once

TOLD = {"errand": "stand_in", "words": "Afløste i uge 47"}
SPOKEN = {"kind": "explained", "words": "Vagtplanen siger det samme"}


@pytest.fixture
def reader():
    return staff("cmm_caseworker")


@pytest.fixture
def entry(reader):
    return EntryFactory(actor_id=reader.pk)


def code_of(verb, **told):
    with pytest.raises(ValidationError) as refused:
        verb(**told)
    return refused.value.code


def said_of(entry):
    return [*Saying.objects.filter(entry_id=entry.pk).order_by("pk").values_list("actor_id", "kind", "errand", "words")]


@pytest.mark.django_db
def test_the_answer_stands_more_is_added_and_another_closes_it(reader, entry):
    officer = staff("data_protection_officer")
    answer(actor=reader, entry=entry, **TOLD)
    assert code_of(answer, actor=reader, entry=entry, **TOLD) == "answered"
    add_words(actor=reader, entry=entry, words="Jeg ringede også til huset")
    judge(actor=officer, entry=entry, **SPOKEN)
    assert code_of(judge, actor=officer, entry=entry, **SPOKEN) == "closed"
    assert said_of(entry) == [
        (reader.pk, "answer", "stand_in", "Afløste i uge 47"),
        (reader.pk, "added", "", "Jeg ringede også til huset"),
        (officer.pk, "explained", "", "Vagtplanen siger det samme"),
    ]
    acts = AuditEntry.objects.filter(action__startswith="reading.").order_by("pk")
    assert [(one.action, one.case_ref, one.details) for one in acts] == [
        (AuditAction.READING_ANSWERED, entry.case_ref, {"entry": entry.pk, "kind": "answer"}),
        (AuditAction.READING_ADDED_TO, entry.case_ref, {"entry": entry.pk, "kind": "added"}),
        (AuditAction.READING_JUDGED, entry.case_ref, {"entry": entry.pk, "kind": "explained"}),
    ]


@pytest.mark.django_db
def test_nobody_else_answers_and_nobody_who_was_not_asked(reader, entry):
    for actor, about in ((staff("cmm_caseworker"), entry), (reader, EntryFactory(actor_id=reader.pk, asked=""))):
        for verb, told in ((answer, TOLD), (add_words, {"words": "Mere"})):
            with pytest.raises(PermissionDenied):
                verb(actor=actor, entry=about, **told)
    assert Saying.objects.count() == 0


@pytest.mark.django_db
def test_the_officer_judges_everything_but_their_own_reading():
    officer, other = staff("data_protection_officer"), staff("data_protection_officer")
    mine = EntryFactory(actor_id=officer.pk)
    assert code_of(judge, actor=officer, entry=mine, **SPOKEN) == "own_reading"
    judge(actor=other, entry=mine, kind="followed_up", words="Ingen forklaring")
    assert [row[:2] for row in said_of(mine)] == [(other.pk, "followed_up")]


@pytest.mark.django_db
def test_what_the_verbs_refuse_the_policies_refuse_too(reader, entry):
    """In a session of the reader's, a colleague's or the officer's, whatever code runs in it."""
    officer, colleague = staff("data_protection_officer"), staff("cmm_caseworker")
    mine, hidden = EntryFactory(actor_id=officer.pk), EntryFactory(actor_id=reader.pk, asked="")
    tries = {
        "a colleague answers": (colleague, colleague, entry, "answer"),
        "in the reader's name": (colleague, reader, entry, "answer"),
        "a colleague closes": (colleague, colleague, entry, "explained"),
        "the reader closes": (reader, reader, entry, "explained"),
        "the reader was not asked": (reader, reader, hidden, "answer"),
        "the officer closes their own": (officer, officer, mine, "explained"),
        "the officer answers for the reader": (officer, officer, entry, "answer"),
    }
    refused = {}
    for name, (who, named, about, kind) in tries.items():
        errand = "mistake" if kind == "answer" else ""
        row = Saying(actor_id=named.pk, entry_id=about.pk, kind=kind, errand=errand, words="x")
        try:
            with acting(Context(who.pk)), transaction.atomic():
                row.save()
        except DatabaseError as error:
            refused[name] = "row-level security" in str(error)
    assert refused == dict.fromkeys(tries, True)


@pytest.mark.django_db
def test_each_reads_what_is_theirs_to_read(reader, entry):
    officer, colleague = staff("data_protection_officer"), staff("cmm_caseworker")
    EntryFactory(actor_id=reader.pk, asked="")
    answer(actor=reader, entry=entry, **TOLD)
    judge(actor=officer, entry=entry, **SPOKEN)
    sight = {}
    for name, who in (("reader", reader), ("colleague", colleague), ("officer", officer)):
        with acting(Context(who.pk)):
            sight[name] = (Entry.objects.count(), Saying.objects.count())
    assert sight == {"reader": (1, 1), "colleague": (0, 0), "officer": (2, 2)}


@pytest.mark.django_db
def test_the_database_takes_no_word_that_does_not_fit(reader, entry):
    """The trigger saying_fits, for the system and the owner too, whom no policy holds back."""
    other, hidden = staff("cmm_caseworker"), EntryFactory(actor_id=reader.pk, asked="")
    wrong = {
        "answered_by_the_reader": {"actor_id": other.pk, "kind": "answer", "errand": "other"},
        "added_to_an_answer": {"actor_id": reader.pk, "kind": "added"},
        "judged_by_another": {"actor_id": reader.pk, "kind": "explained"},
        "said_of_an_entry": {"actor_id": reader.pk, "kind": "answer", "errand": "other", "entry_id": 0},
    }
    found = {name: constraint(**{"entry_id": entry.pk} | row) for name, row in wrong.items()}
    assert found == {name: name for name in wrong}
    unasked = constraint(actor_id=reader.pk, kind="answer", errand="other", entry_id=hidden.pk)
    assert unasked == "answered_by_the_reader"


def constraint(**row):
    try:
        with transaction.atomic():
            Saying.objects.create(words="x", **row)
    except IntegrityError as refused:
        return refused.__cause__.diag.constraint_name
    return "kept"


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_stands_and_the_other_is_told(reader, entry):
    acts = [
        lambda actor, words=words: answer(actor=actor, entry=entry, errand="casework", words=words)
        for words in ("Den ene", "Den anden", "Den tredje", "Den fjerde")
    ]
    outcomes = at_once(*((reader, act) for act in acts))
    assert sorted(outcomes) == ["answered"] * 3 + [DONE]
    assert Saying.objects.count() == AuditEntry.objects.filter(action=AuditAction.READING_ANSWERED).count() == 1


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_entry_and_answer_are_sealed_and_a_changed_word_is_found(reader, entry, settings, tmp_path):
    settings.CMM_ANCHOR_FOLDER = str(tmp_path)
    saying = answer(actor=reader, entry=entry, **TOLD)
    with transaction.atomic(using="worker"):
        sealing.seal("worker")
    anchors.anchor("worker")
    sealed = {block.stream: (block.ids, block.number) for block in Block.objects.using("worker").all()}
    assert (sealed[Stream.UNUSUAL][0], sealed[Stream.SAYING][0]) == ([entry.pk], [saying.pk])
    assert verify("worker").ok
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE unusual_saying DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY")
        cursor.execute("UPDATE unusual_saying SET words = 'Noget andet'")
    assert verify("worker").faults == [Fault(Stream.SAYING, "edited", saying.pk, sealed[Stream.SAYING][1])]
