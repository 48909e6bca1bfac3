"""Status notes: a draft is kept, a finished one keeps its figures and is drawn by the worker, a new one replaces it."""

import io
from datetime import UTC, datetime
from hashlib import sha256
from threading import Barrier, Thread

import pikepdf
import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

import cases.outreach.tasks  # noqa: F401 -- the worker knows the job
from cases.outreach.halves import Half, half_of
from cases.outreach.models import StatusNote, StatusNoteFile
from cases.outreach.services.notes import NoteTexts, begin_note, digest_of, finish_note, write_note
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from cmm.jobs.models import Job
from cmm.jobs.services import run
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.outreach import ContactFactory, RoundFactory, StatusNoteFactory

AUTUMN = Half(2026, 2)
TEXT = NoteTexts(text_da="Vi mødte flere nye på gaden.", text_en="We met more new persons in the street.")


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(datetime(2026, 11, 23, 8, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def leader(db):
    return staff("outreach_lead")


@pytest.fixture
def met(worker, venue):
    met_at = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)
    outing = RoundFactory(worker=worker, venue=venue, started_at=met_at, ended_at=met_at)
    for answer in ("new", "yes", "tonight", ""):
        ContactFactory(recorded_by=worker, venue=venue, round=outing, met_at=met_at, met_before=answer)


def finished(leader, texts=TEXT):
    note = begin_note(actor=leader, half=AUTUMN)
    return finish_note(actor=leader, note=note, version=note.version, texts=texts)


@given(st.dates())
def test_every_day_lies_in_one_half_year(day):
    half = half_of(day)
    assert half.first <= day <= half.last if half.year < 9999 else True


def test_a_draft_is_begun_once_and_written_on(leader):
    note = begin_note(actor=leader, half=AUTUMN)

    write_note(actor=leader, note=note, version=1, texts=NoteTexts(text_da="Foreløbig."))

    again = begin_note(actor=leader, half=AUTUMN)
    assert (again.pk, again.text_da, again.version, again.revision) == (note.pk, "Foreløbig.", 2, 1)


def test_a_colleagues_text_is_not_overwritten(leader):
    note = begin_note(actor=leader, half=AUTUMN)
    write_note(actor=leader, note=note, version=1, texts=NoteTexts(text_da="Min."))

    with pytest.raises(Conflict) as refused:
        write_note(actor=leader, note=note, version=1, texts=NoteTexts(text_da="Din."))

    assert (refused.value.code, StatusNote.objects.get().text_da) == ("changed_meanwhile", "Min.")


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        (NoteTexts(text_da=""), "text_da"),
        (NoteTexts(text_da="Ring 28 12 34 56."), "text_da"),
        (NoteTexts(text_da="Roligt.", text_en="010190-1234"), "text_en"),
    ],
)
def test_a_note_without_text_or_with_a_number_is_not_finished(leader, texts, field):
    with pytest.raises(RuleError) as refused:
        finished(leader, texts)

    assert (refused.value.field, StatusNote.objects.finished().count()) == (field, 0)


def test_nobody_reports_of_a_half_year_to_come(leader):
    with pytest.raises(RuleError) as refused:
        begin_note(actor=leader, half=AUTUMN.after)
    assert refused.value.field == "half"


def test_a_finished_note_keeps_its_figures_under_their_hash(leader, met, worker, venue):
    note = finished(leader)
    ContactFactory(recorded_by=worker, venue=venue, met_before="new")

    note.refresh_from_db()
    total = {name: note.figures["total"][name] for name in ("rounds", "days", "visits", "at_least", "new", "unclear")}
    assert total == {"rounds": 1, "days": 1, "visits": 4, "at_least": 2, "new": 1, "unclear": 1}
    assert note.digest == digest_of(note.figures, TEXT)
    assert AuditEntry.objects.get(action=AuditAction.STATUS_NOTE_FINISHED).details["digest"] == note.digest


def test_a_finished_note_is_not_written_on_and_the_database_refuses_too(leader, met):
    note = finished(leader)

    with pytest.raises(Conflict) as refused:
        write_note(actor=leader, note=note, version=note.version, texts=TEXT)
    with pytest.raises(DatabaseError, match="settled"), transaction.atomic():
        StatusNote.objects.filter(pk=note.pk).update(text_da="Noget andet.")

    assert refused.value.code == "finished"


def test_a_new_note_replaces_the_finished_one_and_says_what_is_new(leader, met):
    first = finished(leader)
    later = begin_note(actor=leader, half=AUTUMN)

    with pytest.raises(RuleError) as refused:
        finish_note(actor=leader, note=later, version=1, texts=TEXT)
    texts = NoteTexts(text_da=TEXT.text_da, revision_note="Fire kontakter kom til.")
    finish_note(actor=leader, note=later, version=1, texts=texts)

    assert (later.replaces, later.revision, later.text_da) == (first, 2, TEXT.text_da)
    assert refused.value.field == "revision_note"


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_have_one_draft():
    leader, gate, found = staff("outreach_lead"), Barrier(4), []

    def begin():
        try:
            gate.wait()
            found.append(begin_note(actor=leader, half=AUTUMN).pk)
        finally:
            connection.close()

    threads = [Thread(target=begin) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [StatusNote.objects.get().pk] * 4


@pytest.mark.django_db(transaction=True)
def test_the_worker_draws_the_note_in_both_languages_once(desk, worker):
    leader, met_at = staff("outreach_lead"), datetime(2026, 11, 20, 21, 30, tzinfo=UTC)
    ContactFactory(recorded_by=worker, round=RoundFactory(worker=worker, started_at=met_at), met_at=met_at)
    note = finished(leader)

    run(note.job_id)
    run(note.job_id)

    files = {file.language: bytes(file.content) for file in note.files.all()}
    assert sorted(files) == ["da", "en"]
    assert Job.objects.get(pk=note.job_id).state == "done"
    for language, content in files.items():
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert str(pdf.Root.Lang) == language
            assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()
    answer = desk.get(reverse("outreach:note_file", args=[note.ref, "da"]))
    assert sha256(answer.content).hexdigest() == note.files.get(language="da").sha256
    assert AuditEntry.objects.filter(action=AuditAction.STATUS_NOTE_FETCHED).count() == 1


def test_the_draft_is_saved_and_finished_from_its_page(desk, met):
    create = reverse("outreach:note_create")
    edit = desk.post(create, {"half": "2026-2"}).url
    saved = desk.post(edit, {"version": "1", "text_da": "Foreløbig."})
    refused = desk.post(edit, {"version": "2", "text_da": "", "finish": "1"})
    done = desk.post(edit, {"version": "2", "text_da": "Et halvår med flere besøg.", "finish": "1"})

    note = StatusNote.objects.get()
    assert (saved.url, refused.status_code, done.url) == (edit, 422, note.get_absolute_url())
    assert "Notatet er ved at blive tegnet" in desk.get(done.url).content.decode()
    assert desk.get(edit).url == done.url


def test_what_was_typed_stands_in_the_form_when_a_colleague_was_first(desk, leader):
    note = begin_note(actor=leader, half=AUTUMN)
    write_note(actor=leader, note=note, version=1, texts=NoteTexts(text_da="Min."))

    answer = desk.post(reverse("outreach:note_edit", args=[note.ref]), {"version": "1", "text_da": "Din lange tekst."})

    assert answer.status_code == 422
    assert "Din lange tekst." in answer.content.decode()


def test_another_organisations_note_does_not_exist(desk):
    other = OrganisationFactory(code="andre", capabilities=["outreach"])
    note = StatusNoteFactory(organisation=other, finished=True)

    assert desk.get(note.get_absolute_url()).status_code == 404
    assert note.ref not in desk.get(reverse("outreach:note_list")).content.decode()
    assert not StatusNoteFile.objects.exists()
