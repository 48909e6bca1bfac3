"""Asking, drawing, publishing and downloading: each leaves its trace, and each happens once."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import RuleError
from cmm.jobs import services as jobs
from cmm.jobs.models import Job, JobState
from reports.enums import EditionState
from reports.history.counts import BrokenHistory
from reports.models import Edition, EditionFile, HistoricalCount, HistoricalSource
from reports.services import load_history, publish_edition, record_download, redraw_edition, request_edition
from tests.factories.accounts import staff
from tests.reports.conftest import released, sealed


def actions():
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


@pytest.mark.django_db
def test_loading_twice_changes_nothing(loaded, history):
    before = list(HistoricalCount.objects.order_by("pk").values())
    again = load_history()
    assert list(HistoricalCount.objects.order_by("pk").values()) == before
    assert (again.counts, again.sources) == (len(history[1]), HistoricalSource.objects.count())


@pytest.mark.django_db
def test_a_broken_file_loads_nothing(loaded, tmp_path):
    (tmp_path / "sources.csv").write_text("key\n")
    with pytest.raises(BrokenHistory):
        load_history(folder=tmp_path)
    assert (HistoricalCount.objects.count(), actions()) == (loaded.counts, [AuditAction.HISTORY_LOADED])


def test_a_historical_year_is_frozen_when_it_is_asked_for(loaded, statistician):
    edition = request_edition(actor=statistician, year=2021)
    assert (edition.state, edition.is_live, edition.number, len(edition.digest)) == (EditionState.FROZEN, False, 1, 64)
    assert (edition.job.key, edition.job.state) == (f"edition:{edition.pk}", JobState.QUEUED)
    assert actions()[-1] == AuditAction.EDITION_REQUESTED


def test_asking_twice_gives_the_same_edition(loaded, statistician):
    editions = {request_edition(actor=statistician, year=2021).pk for _time in range(3)}
    assert (len(editions), Job.objects.count(), actions().count(AuditAction.EDITION_REQUESTED)) == (1, 1, 1)


@pytest.mark.parametrize("role", ["cmm_coordinator", "ministry_reader", "cmm_caseworker", "data_protection_officer"])
def test_only_statisticians_ask(loaded, people, role):
    with pytest.raises(PermissionDenied):
        request_edition(actor=people[role], year=2021)
    assert Edition.objects.count() == 0


@pytest.mark.parametrize(("year", "code"), [(1999, "no_such_year"), (2100, "no_such_year")])
def test_other_years_are_refused(loaded, statistician, year, code):
    with pytest.raises(RuleError) as caught:
        request_edition(actor=statistician, year=year)
    assert (caught.value.code, Edition.objects.count(), Job.objects.count()) == (code, 0, 0)


def test_without_the_history_there_is_no_report(db, statistician):
    with pytest.raises(RuleError) as caught:
        request_edition(actor=statistician, year=2021)
    assert caught.value.code == "no_history"


def test_the_worker_stores_all_files_at_once(edition):
    assert (edition.state, edition.job.state) == (EditionState.DRAWN, JobState.DONE)
    assert {(file.kind, file.language) for file in edition.files.all()} == {
        (kind, language) for kind in ("pdf", "csv") for language in ("da", "en")
    }
    assert actions()[-1] == AuditAction.EDITION_DRAWN


def test_the_worker_called_again_does_nothing(edition):
    files = list(edition.files.values_list("pk", flat=True))
    Job.objects.filter(pk=edition.job_id).update(state=JobState.QUEUED, attempts=0)
    jobs.run(edition.job_id)
    assert list(edition.files.values_list("pk", flat=True)) == files
    assert Job.objects.get(pk=edition.job_id).state == JobState.DONE


def test_a_drawing_that_fails_leaves_no_half_edition(loaded, statistician, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("the child died")

    monkeypatch.setattr("reports.services.drawing.draw", broken)
    edition = request_edition(actor=statistician, year=2021)
    jobs.run(edition.job_id)
    edition.refresh_from_db()
    job = Job.objects.get(pk=edition.job_id)
    assert (edition.state, edition.files.count(), job.state, job.failure) == ("frozen", 0, "queued", "RuntimeError")


def test_a_drawing_that_gave_up_can_be_tried_again(loaded, statistician, quick_drawing):
    edition = request_edition(actor=statistician, year=2021)
    Job.objects.filter(pk=edition.job_id).update(state=JobState.FAILED, attempts=5)
    redraw_edition(actor=statistician, edition=edition)
    jobs.run(edition.job_id)
    edition.refresh_from_db()
    assert edition.state == EditionState.DRAWN


def test_a_live_year_is_counted_by_the_worker(loaded, statistician, quick_drawing):
    edition = request_edition(actor=statistician, year=2026)
    assert (edition.figures, edition.digest, edition.state) == (None, "", EditionState.REQUESTED)
    jobs.run(edition.job_id)
    edition.refresh_from_db()
    assert (edition.state, edition.figures["live"], edition.is_live) == (EditionState.DRAWN, True, True)


def test_an_unchanged_register_gives_no_second_edition(loaded, statistician, quick_drawing):
    first = request_edition(actor=statistician, year=2026)
    jobs.run(first.job_id)
    second = request_edition(actor=statistician, year=2026)
    jobs.run(second.job_id)
    second.refresh_from_db()
    assert (second.state, second.same_as_id, second.files.count()) == (EditionState.UNCHANGED, first.pk, 0)


@pytest.mark.parametrize("role", ["cmm_statistician", "cmm_coordinator"])
def test_publishing_opens_the_edition_to_the_ministries(edition, people, role):
    assert not Edition.objects.allowed(people["ministry_reader"]).exists()
    publish_edition(actor=people[role], edition=sealed(people, edition))
    assert list(Edition.objects.allowed(people["ministry_reader"])) == [edition]
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.target_ref, entry.details["digest"]) == ("edition.published", "2021-1", edition.digest)


@pytest.mark.parametrize("role", ["ministry_reader", "cmm_caseworker", "shelter_manager"])
def test_others_do_not_publish(edition, people, role):
    with pytest.raises(PermissionDenied):
        publish_edition(actor=people[role], edition=edition)


def test_a_published_edition_never_changes(edition, people, statistician):
    released(people, edition)
    with pytest.raises(RuleError):
        publish_edition(actor=statistician, edition=edition)
    for change in ({"state": EditionState.DRAWN}, {"figures": {}}, {"number": 9}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(**change)


def test_frozen_figures_and_files_never_change(edition):
    for change in ({"figures": {}}, {"digest": "0" * 64}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        EditionFile.objects.filter(edition=edition).update(size=1)


def test_a_download_is_recorded(edition, statistician):
    record_download(actor=statistician, file=edition.files.get(kind="pdf", language="da"))
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.details) == ("edition.downloaded", {"kind": "pdf", "language": "da"})


@pytest.mark.django_db(transaction=True)
def test_four_who_ask_at_once_get_one_edition():
    load_history()
    statistician, found = staff("cmm_statistician"), []

    def ask():
        try:
            found.append(request_edition(actor=statistician, year=2021).pk)
        finally:
            connection.close()

    asking = [threading.Thread(target=ask) for _one in range(4)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert (len(found), len(set(found)), Job.objects.count()) == (4, 1, 1)
