"""Stopping, trying again, and the draft nobody has to ask for."""

import threading
from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from cmm.audit.models import AuditEntry
from cmm.core.errors import RuleError
from cmm.jobs import services as jobs
from cmm.jobs.models import Job, JobState
from reports import services
from reports.enums import EditionState
from reports.models import Edition, EditionFile
from reports.rendering.drawing import DrawingFailed, failure_of
from reports.rendering.pages import BODY, FRONT
from reports.rules import year_of_draft
from reports.selectors import failures
from reports.selectors.editions import STEPS
from reports.services import cancel_edition, promise_draft, request_edition
from tests.factories.accounts import staff


@pytest.fixture
def asked(loaded, statistician):
    return request_edition(actor=statistician, year=2021)


def state(edition):
    return Edition.objects.values_list("state", flat=True).get(pk=edition.pk)


def test_a_stopped_edition_is_drawn_by_nobody(asked, statistician, quick_drawing):
    cancel_edition(actor=statistician, edition=asked)
    jobs.run(asked.job_id)
    found = Edition.objects.select_related("job").get(pk=asked.pk)
    entry = AuditEntry.objects.latest("pk")
    assert (found.state, found.cancelled_by, found.job.state) == ("cancelled", statistician, JobState.CANCELLED)
    assert (EditionFile.objects.count(), entry.action, entry.target_ref) == (0, "edition.cancelled", "2021-1")


@pytest.mark.parametrize("moment", ["while it draws", "when it stores"])
def test_the_worker_that_had_it_stores_nothing(asked, statistician, monkeypatch, quick_drawing, moment):
    drawing, seen = services.drawing.draw, []

    def draw(*given, tell, **more):
        if moment == "while it draws":
            tell(1, 9, "da.series")
            cancel_edition(actor=statistician, edition=asked)
        files = drawing(*given, tell=tell, **more)
        seen.append(len(files))
        cancel_edition(actor=statistician, edition=asked)
        return files

    monkeypatch.setattr("reports.services.drawing.draw", draw)
    jobs.run(asked.job_id)
    assert (state(asked), EditionFile.objects.count(), seen) == (
        EditionState.CANCELLED, 0, [] if moment == "while it draws" else [4],
    )  # fmt: skip


def test_after_a_stop_the_same_year_is_a_new_edition(asked, statistician):
    cancel_edition(actor=statistician, edition=asked)
    again = request_edition(actor=statistician, year=2021)
    assert (again.number, state(again), Job.objects.filter(state=JobState.QUEUED).count()) == (2, "frozen", 1)


def test_what_is_drawn_cannot_be_stopped(edition, statistician):
    with pytest.raises(RuleError) as caught:
        cancel_edition(actor=statistician, edition=edition)
    assert (caught.value.code, state(edition)) == ("not_on_its_way", EditionState.DRAWN)


def test_only_who_may_have_it_drawn_stops_it(asked, people):
    with pytest.raises(PermissionDenied):
        cancel_edition(actor=people["cmm_coordinator"], edition=asked)


@pytest.mark.django_db(transaction=True)
def test_of_a_stop_and_a_worker_at_once_one_is_first(quick_drawing):
    """Two threads: the edition is whole, or stopped and without a file; never both, and nobody waits for ever."""
    services.load_history()
    statistician, refused = staff("cmm_statistician"), []
    asked = request_edition(actor=statistician, year=2021)
    at_the_gate = threading.Barrier(2)

    def at_once(act):
        at_the_gate.wait()
        try:
            act()
        except RuleError as error:
            refused.append(error.code)
        finally:
            connection.close()

    acts = (lambda: jobs.run(asked.job_id), lambda: cancel_edition(actor=statistician, edition=asked))
    racing = [threading.Thread(target=at_once, args=[act]) for act in acts]
    for one in racing:
        one.start()
    for one in racing:
        one.join()
    told = (state(asked), EditionFile.objects.count(), refused)
    assert told in (("drawn", 4, ["not_on_its_way"]), ("cancelled", 0, []))


def test_the_page_stops_a_drawing_and_says_so(asked, as_role):
    browser = as_role("cmm_statistician")
    assert "Stop tegningen" in browser.get(asked.get_absolute_url()).text
    answer = browser.post(f"{reverse('reports:edition_cancel', args=[2021])}?edition=1")
    text = browser.get(answer.url).text
    assert ("Udgaven blev stoppet" in text, "hx-trigger" in text, "Stop tegningen" in text) == (True, False, False)
    assert browser.post(f"{reverse('reports:edition_cancel', args=[2021])}?edition=1").status_code == 422


@pytest.mark.parametrize(
    ("job", "words"),
    [
        (
            {"state": "failed", "failure": "no_figure", "step": "da.citizenship"},
            "Kapitlet »Statsborgerskab« kunne ikke tegnes: der mangler et tal i de frosne tal.",
        ),
        (
            {"state": "queued", "failure": "too_slow", "step": "en.pages", "attempts": 2},
            "Delen »Siderne sættes op« i den engelske rapport kunne ikke tegnes: det tog for lang tid.",
        ),
        ({"state": "failed", "failure": "gave_up"}, "Rapporten kunne ikke tegnes: tegningen blev afbrudt hver gang."),
    ],
)
def test_the_chapter_that_failed_is_named_in_plain_words(asked, as_role, job, words):
    Job.objects.filter(pk=asked.job_id).update(**job)
    text = as_role("cmm_statistician").get(asked.get_absolute_url()).text
    assert (words in text, job["failure"] in text, "Kunne ikke tegnes" in text) == (
        True, False, job["state"] == "failed" and "step" in job,
    )  # fmt: skip


def test_a_drawing_that_fails_keeps_the_chapter_and_a_code(asked, monkeypatch):
    def draw(*_given, tell, **_more):
        tell(4, 29, "da.citizenship")
        raise DrawingFailed("Traceback …\nKeyError: 'citizenships'", "no_figure")

    monkeypatch.setattr("reports.services.drawing.draw", draw)
    jobs.run(asked.job_id)
    assert Job.objects.values_list("state", "step", "failure").get(pk=asked.job_id) == (
        "queued", "da.citizenship", "no_figure",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("complaint", "code", "late", "failure"),
    [
        ("Traceback …\nKeyError: 'series'", 1, False, "no_figure"),
        ("Traceback …\nMemoryError", 1, False, "too_big"),
        ("", -9, False, "too_big"),
        ("", -9, True, "too_slow"),
        ("", -24, False, "too_slow"),
        ("Traceback …\nFileNotFoundError: the Danish texts", 1, False, "not_ready"),
        ("Traceback …\nOSError: disk", 1, False, "broken"),
        ("", 1, False, "broken"),
    ],
)
def test_why_a_child_ended_is_a_code(complaint, code, late, failure):
    assert failure_of(complaint, code, late=late) == failure


def test_every_part_that_is_set_has_a_name_on_the_page():
    assert set(STEPS) == {make.__name__ for make in (*BODY, *FRONT)} | {"pages"}
    assert set(failures.PARTS) < set(STEPS)


def test_who_asks_after_the_progress_names_nobody(asked, as_role):
    """The address the page asks again and again holds a year and a number, and is not counted as a person at work."""
    text = as_role("cmm_statistician").get(asked.get_absolute_url()).text
    assert 'hx-get="/reports/2021/?edition=1"' in text
    assert "X-By-Itself" in text


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2027, 1, 1), 2026),
        (date(2027, 3, 31), 2026),
        (date(2027, 4, 1), None),
        (date(2026, 12, 31), None),
        (date(2024, 1, 15), None),
    ],
)
def test_the_draft_of_last_year_is_due_when_a_year_begins(today, year):
    assert year_of_draft(today) == year


@pytest.mark.parametrize("heard", [["2027-01-01"], ["2027-01-01", "2027-01-01", "2027-01-02"], ["2027-02-20"]])
def test_the_calendar_asks_once_whoever_misses_a_day(loaded, heard, quick_drawing):
    for day in heard:
        with time_machine.travel(f"{day}T03:00Z", tick=False):
            jobs.run(promise_draft().pk)
    asked = [(one.year, one.number, one.state, one.requested_by) for one in Edition.objects.all()]
    assert (asked, Job.objects.filter(kind="reports.draft").count()) == ([(2026, 1, "requested", None)], 1)


def test_the_calendar_asks_for_nothing_that_somebody_asked_for(loaded, statistician, quick_drawing):
    with time_machine.travel("2027-01-04T08:00Z", tick=False):
        jobs.run(request_edition(actor=statistician, year=2026).job_id)
        jobs.run(promise_draft().pk)
    assert Edition.objects.count() == 1


def test_the_draft_is_drawn_like_any_other(loaded, quick_drawing):
    with time_machine.travel("2027-01-01T03:00Z", tick=False):
        jobs.run(promise_draft().pk)
        edition = Edition.objects.get()
        jobs.run(edition.job_id)
    assert (state(edition), edition.files.count()) == (EditionState.DRAWN, 4)
