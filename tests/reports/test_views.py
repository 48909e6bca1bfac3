"""The pages of the room, for those who make reports and those who read them."""

import pytest
from django.urls import reverse

from cmm.audit.models import AuditEntry
from cmm.jobs import services
from cmm.jobs.models import Job, JobState
from reports.models import Edition
from reports.services import request_edition
from tests.reports.conftest import released
from tests.statements import asking

LIST, HISTORY = "reports:edition_list", "reports:history_list"


@pytest.fixture
def published(edition, people):
    return released(people, edition)


def page(browser, name, *args, **query):
    return browser.get(reverse(name, args=args), query)


def test_a_statistician_asks_for_a_year_and_meets_its_edition(loaded, as_role):
    answer = as_role("cmm_statistician").post(reverse(LIST), {"year": "2021"})
    edition = Edition.objects.get()
    assert (answer.status_code, answer.url) == (302, edition.get_absolute_url())


@pytest.mark.parametrize("year", ["", "1999", "twenty", "2100", "999999999999"])
def test_a_wrong_year_is_refused_at_the_field(loaded, as_role, year):
    answer = as_role("cmm_statistician").post(reverse(LIST), {"year": year})
    assert (answer.status_code, Edition.objects.count()) == (422, 0)
    assert answer.context["form"].errors["year"]


def test_a_coordinator_sees_editions_and_asks_for_none(edition, as_role):
    browser = as_role("cmm_coordinator")
    answer = page(browser, LIST)
    assert (answer.context.get("form"), list(answer.context["shown"].rows)) == (None, [edition])
    assert browser.post(reverse(LIST), {"year": "2020"}).status_code == 404
    assert Edition.objects.count() == 1


def test_progress_is_asked_for_until_the_worker_is_done(loaded, statistician, as_role):
    edition, browser = request_edition(actor=statistician, year=2021), as_role("cmm_statistician")
    Job.objects.update(state=JobState.RUNNING, lease_until="2099-01-01T00:00Z", done=3, total=29, step="da.series")
    answer = browser.get(edition.get_absolute_url(), headers={"HX-Request": "true"})
    assert 'hx-trigger="every 2s"' in answer.text
    assert "Trin 3 af 29" in answer.text
    assert "HX-Refresh" not in answer.headers


def test_polling_ends_with_the_drawing(edition, as_role):
    answer = as_role("cmm_statistician").get(edition.get_absolute_url(), headers={"HX-Request": "true"})
    assert ("hx-trigger" in answer.text, answer["HX-Refresh"]) == (False, "true")


def test_a_failure_is_told_in_plain_words_and_can_be_tried_again(loaded, statistician, as_role):
    edition, browser = request_edition(actor=statistician, year=2021), as_role("cmm_statistician")
    Job.objects.update(state=JobState.FAILED, failure="DrawingFailed")
    answer = browser.get(edition.get_absolute_url())
    assert ("Prøv igen" in answer.text, "DrawingFailed" in answer.text) == (True, False)
    browser.post(f"{reverse('reports:edition_draw', args=[2021])}?edition=1")
    assert Job.objects.get().state == JobState.QUEUED


def test_a_ministry_finds_nothing_before_publication(edition, as_role):
    browser = as_role("ministry_reader")
    assert page(browser, LIST).context["edition"] is None
    assert page(browser, "reports:edition_detail", 2021).status_code == 404
    assert page(browser, "reports:file_download", 2021, "pdf", "da").status_code == 404


def test_a_ministry_downloads_what_is_published_and_leaves_a_trace(published, as_role):
    browser = as_role("ministry_reader")
    assert "1.048" in page(browser, LIST).text
    answer = page(browser, "reports:file_download", 2021, "pdf", "da", edition=1)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content == bytes(published.files.get(kind="pdf", language="da").content)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.target_ref) == ("edition.downloaded", "2021-1")


@pytest.mark.parametrize(("kind", "language"), [("exe", "da"), ("pdf", "xx"), ("json", "da")])
def test_files_that_do_not_exist_are_not_found(published, as_role, kind, language):
    assert page(as_role("ministry_reader"), "reports:file_download", 2021, kind, language).status_code == 404


@pytest.mark.parametrize("number", ["7", "x", "-1", "99999999999999999999"])
def test_an_edition_nobody_drew_is_not_found_or_is_the_newest(published, as_role, number):
    answer = page(as_role("ministry_reader"), "reports:edition_detail", 2021, edition=number)
    assert answer.status_code == (404 if number.isdigit() else 200)


def test_whoever_asked_is_told_that_somebody_else_reviews(edition, as_role):
    text = as_role("cmm_statistician").get(edition.get_absolute_url()).text
    assert ("En anden skal læse den" in text, "Udgaven er i orden" in text) == (True, False)


def test_reviewing_and_publishing_by_the_buttons(edition, as_role):
    browser, query = as_role("cmm_coordinator"), "?edition=1"
    assert "Udgaven er i orden" in browser.get(edition.get_absolute_url()).text
    answer = browser.post(reverse("reports:edition_approve", args=[2021]) + query)
    edition.refresh_from_db()
    assert (answer.status_code, edition.state) == (302, "reviewed")
    services.run(edition.job_id)
    assert "Offentliggør udgaven" in browser.get(edition.get_absolute_url()).text
    answer = browser.post(reverse("reports:edition_publish", args=[2021]) + query)
    edition.refresh_from_db()
    assert (answer.status_code, edition.state) == (302, "published")


def test_publishing_twice_is_refused_in_words(published, as_role):
    answer = as_role("cmm_statistician").post(f"{reverse('reports:edition_publish', args=[2021])}?edition=1")
    assert (answer.status_code, "kun én gang" in answer.text) == (422, True)


def test_a_live_draft_says_so_and_has_no_button(loaded, statistician, quick_drawing, as_role):
    live = request_edition(actor=statistician, year=2026)
    services.run(live.job_id)
    text = as_role("cmm_statistician").get(live.get_absolute_url()).text
    assert ("Ikke til offentliggørelse" in text, "Offentliggør udgaven" in text) == (True, False)


def test_history_shows_both_figures_and_no_crossing(loaded, as_role):
    answer = page(as_role("cmm_coordinator"), HISTORY, year=2019)
    assert "Året før: tvangsarbejde, mænd, 18 år og derover:\xa044" in answer.text
    assert all(not row.crossed and row.year == 2019 for row in answer.context["shown"].rows)


def test_history_with_nonsense_filters_shows_everything(loaded, as_role):
    answer = page(as_role("cmm_statistician"), HISTORY, year="x", source="nobody", page="-3")
    assert (answer.status_code, answer.context["shown"].number) == (200, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_little_for_three_editions_as_for_one(loaded, statistician, as_role, count):
    for year in range(2019, 2019 + count):
        request_edition(actor=statistician, year=year)
    browser = as_role("cmm_statistician")
    with asking(5):
        assert page(browser, LIST).status_code == 200


def test_a_ministry_reads_an_edition_across_the_whole_page(published, as_role):
    """Without the statistician's side menu there is no narrow column for it either."""
    reader, maker = (
        as_role(role).get(published.get_absolute_url()) for role in ("ministry_reader", "cmm_statistician")
    )
    assert ("cmm-room" in reader.text, "cmm-room" in maker.text) == (False, True)
