"""Two at once: tables, returns and figures of other authorities. Real threads, real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.core.exceptions import ValidationError
from django.db import connections, transaction

import reports.tasks  # noqa: F401 -- registers what the worker does
from cmm.accounts.models import User
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.jobs import services as jobs
from reports.figures.live import live_figures
from reports.models import ExternalCount, FreeTable, Submission
from reports.returning.counts import Heading, Stated
from reports.selectors import releases
from reports.services import (
    confirm_external_count,
    record_external_count,
    release_submission,
    release_table,
    request_submission,
)
from reports.services import tables as of_tables
from tests.factories.accounts import staff
from tests.factories.returns import ExternalCountFactory, decided, published_edition
from tests.reports.disclosure.test_release_verbs import PEOPLE, publish
from tests.reports.persons import register_of
from tests.reports.test_external import LETTER

pytestmark = pytest.mark.django_db(transaction=True)
LONG_ENOUGH = 0.5  # for the second to reach what the first holds; nothing is measured


def at_once(verb, *parts):
    """Each part of the verb at the same moment; what it gave, or the code it was refused with."""
    start = Barrier(len(parts))

    def run(part):
        try:
            start.wait()
            with transaction.atomic():
                return verb(**part | {"actor": User.objects.get(pk=part["actor"].pk)})
        except ValidationError as refused:
            return getattr(refused, "code", "stands_already")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(parts)) as pool:
        return list(pool.map(run, parts))


def test_of_two_tables_at_once_the_second_knows_the_first(history, monkeypatch):
    publish(live_figures(2024, *history, {2024: register_of(2024, PEOPLE)}), 1, PEOPLE, staff("cmm_statistician"))
    known, second, free_table = [], Event(), of_tables.free_table

    def watched(year, groupings, rows, earlier, *more):
        known.append(len(earlier))
        if len(known) == 2:
            second.set()
        second.wait(LONG_ENOUGH)
        return free_table(year, groupings, rows, earlier, *more)

    monkeypatch.setattr(of_tables, "free_table", watched)
    asked = {"year": 2024, "down": "sex"}
    tables = at_once(
        release_table,
        *(asked | {"across": across, "actor": staff("cmm_statistician")} for across in ("form", "age")),
    )
    assert (sorted(known), FreeTable.objects.count(), len(set(tables))) == ([1, 2], 2, 2)


@pytest.fixture
def ready():
    """Both returns of a year, made and waiting for whoever releases them."""
    edition = published_edition([decided(number) for number in range(12)])
    for kind in ("thb", "glotip"):
        jobs.run(request_submission(actor=staff("cmm_statistician"), kind=kind, edition=edition).job_id)
    return list(Submission.objects.order_by("pk"))


def test_of_two_returns_released_at_once_one_is_made_anew(ready):
    """Each was audited with what was out when it was made, and the other was not."""
    parts = [{"actor": staff("cmm_coordinator"), "submission": one} for one in ready]
    outcomes = at_once(release_submission, *parts)
    assert sorted(map(str, outcomes)) == sorted(["released_beside", releases.refs()[-1]])
    assert AuditEntry.objects.filter(action=AuditAction.SUBMISSION_RELEASED).count() == 1


def test_one_return_is_released_once(ready):
    parts = [{"actor": staff("cmm_coordinator"), "submission": ready[0]} for _one in range(3)]
    outcomes = at_once(release_submission, *parts)
    assert sorted(map(str, outcomes)) == ["not_ready", "not_ready", ready[0].ref]


def test_two_returns_asked_for_at_once_have_two_numbers():
    edition = published_edition([decided(number) for number in range(12)])
    parts = [{"actor": staff("cmm_statistician"), "kind": "thb", "edition": edition} for _one in range(3)]
    assert sorted(one.number for one in at_once(request_submission, *parts)) == [1, 2, 3]


def test_a_figure_of_another_authority_is_entered_once_and_confirmed_once():
    heading, said = Heading("charged", 2024), Stated(**vars(LETTER))
    parts = [{"actor": staff("cmm_statistician"), "heading": heading, "stated": said} for _one in range(3)]
    outcomes = at_once(record_external_count, *parts)
    assert (ExternalCount.objects.count(), outcomes.count("stands_already")) == (1, 2)
    count = ExternalCountFactory(population="indicted")
    outcomes = at_once(
        confirm_external_count, *({"actor": staff("cmm_coordinator"), "count": count} for _one in range(3))
    )
    assert sorted(map(str, outcomes)) == ["confirmed_already", "confirmed_already", str(count)]
    assert AuditEntry.objects.filter(action=AuditAction.EXTERNAL_CONFIRMED).count() == 1
