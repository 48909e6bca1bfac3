"""The main job under kill -9: one report, no loss."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from cmm.jobs.models import Job, JobState
from reports.enums import EditionState
from reports.models import Edition, EditionFile
from reports.services import load_history, request_edition
from tests.factories.accounts import staff
from tests.jobs.conftest import broker, workers  # noqa: F401 -- fixtures
from tests.jobs.worker import eventually

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def statistician(transactional_db):
    load_history()
    return staff("cmm_statistician")


def drawn(edition):
    return Edition.objects.values_list("state", flat=True).get(pk=edition.pk) == EditionState.DRAWN


def test_a_worker_killed_in_the_middle_of_a_report_leaves_one_whole_report(workers, statistician):  # noqa: F811 -- fixture
    edition = request_edition(actor=statistician, year=2021)
    first = workers()
    eventually(lambda: Job.objects.filter(pk=edition.job_id, state=JobState.RUNNING, done__gte=1).exists())
    first.kill()
    assert not EditionFile.objects.exists()
    broker().flushdb()
    workers()
    eventually(lambda: drawn(edition), seconds=120)
    kinds = sorted(EditionFile.objects.values_list("kind", "language"))
    assert (len(kinds), Edition.objects.count(), Job.objects.get(pk=edition.job_id).attempts) == (len(set(kinds)), 1, 2)


def test_a_double_click_asks_for_one_report(statistician):
    def ask(_click):
        try:
            return request_edition(actor=statistician, year=2021).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        editions = set(threads.map(ask, range(4)))
    assert (len(editions), Edition.objects.count(), Job.objects.count()) == (1, 1, 1)
