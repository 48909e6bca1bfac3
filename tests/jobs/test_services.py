from datetime import timedelta

import pytest
from celery import Celery
from django.db import transaction
from django.utils import timezone

from cmm.core import context
from cmm.core.errors import RuleError
from cmm.jobs import services
from cmm.jobs.models import Job, JobState
from cmm.jobs.services import LostLease, claim, enqueue, put_back, retry, sweep

pytestmark = pytest.mark.django_db


@pytest.fixture
def job():
    return enqueue("tests.nothing", key="nothing:1", args={"row": 1})


def later(job, seconds):
    Job.objects.filter(pk=job.pk).update(
        lease_until=timezone.now() - timedelta(seconds=seconds), not_before=timezone.now() - timedelta(seconds=seconds)
    )


def test_the_same_key_is_the_same_job(job):
    assert enqueue("tests.nothing", key="nothing:1", args={"row": 1}) == job
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_job_is_promised_only_inside_the_act_that_needs_it():
    with pytest.raises(RuntimeError, match="inside its transaction"):
        enqueue("tests.nothing", key="nothing:1", args={})


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_promises_nothing():
    with transaction.atomic():
        enqueue("tests.nothing", key="nothing:1", args={})
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_a_taken_job_is_not_taken_again(job):
    assert claim(job.pk) is not None
    assert claim(job.pk) is None


def test_a_job_left_behind_is_taken_over_with_a_higher_fence(job):
    first = claim(job.pk)
    later(job, 1)
    second = claim(job.pk)
    assert (first.fence, second.fence) == (1, 2)


def test_the_worker_that_lost_its_lease_finishes_nothing(job):
    first = claim(job.pk)
    later(job, 1)
    claim(job.pk)
    with pytest.raises(LostLease), first.finishing():
        Job.objects.filter(pk=job.pk).update(step="written by the first")
    job.refresh_from_db()
    assert (job.state, job.step) == (JobState.RUNNING, "")


def test_a_lost_lease_cannot_be_extended(job):
    first = claim(job.pk)
    later(job, 1)
    claim(job.pk)
    with pytest.raises(LostLease):
        first.progress(1, 2)


def test_finishing_stores_result_and_state_together(job):
    claimed = claim(job.pk)
    claimed.progress(1, 3, "chapter_1")
    with claimed.finishing():
        pass
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.lease_until) == (JobState.DONE, 3, 3, None)


def test_a_result_that_fails_leaves_the_job_running(job):
    claimed = claim(job.pk)
    with pytest.raises(ZeroDivisionError), claimed.finishing():
        raise ZeroDivisionError
    job.refresh_from_db()
    assert job.state == JobState.RUNNING


def test_a_finished_job_is_never_due(job):
    with claim(job.pk).finishing():
        pass
    later(job, 1)
    assert claim(job.pk) is None


def test_a_failed_attempt_waits_longer_each_time(job):
    waits = []
    for _attempt in range(3):
        put_back(claim(job.pk), "OSError")
        job.refresh_from_db()
        waits.append(round((job.not_before - timezone.now()).total_seconds()))
        later(job, 1)
    assert waits == [10, 20, 40]


def test_after_the_last_attempt_the_job_fails_loudly(job, caplog):
    for _attempt in range(services.MAX_ATTEMPTS):
        put_back(claim(job.pk), "OSError")
        later(job, 1)
    job.refresh_from_db()
    assert (job.state, job.failure, job.attempts) == (JobState.FAILED, "OSError", 5)
    assert "failed after 5 attempts" in caplog.text


def test_a_job_that_kills_its_workers_is_parked(job):
    for _attempt in range(services.MAX_ATTEMPTS):
        claim(job.pk)
        later(job, 1)
    assert claim(job.pk) is None
    job.refresh_from_db()
    assert (job.state, job.failure) == (JobState.FAILED, "gave_up")


def test_a_failed_job_can_be_started_again_and_leaves_a_trace(job, coordinator, django_capture_on_commit_callbacks):
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, attempts=5, failure="OSError")
    retry(actor=coordinator, job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.failure) == (JobState.QUEUED, 0, "")


def test_only_a_failed_job_can_be_started_again(job, coordinator):
    with pytest.raises(RuleError):
        retry(actor=coordinator, job_id=job.pk)


def test_work_that_raises_is_put_back(job, monkeypatch):
    def work(_claimed):
        raise OSError("disk")

    monkeypatch.setitem(services.kinds, "tests.nothing", work)
    services.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.failure, job.attempts) == (JobState.QUEUED, "OSError", 1)


def test_a_worker_whose_clock_is_an_hour_wrong_leaves_the_job_to_others(job, monkeypatch, caplog):
    right = context.clock
    monkeypatch.setattr(context, "clock", lambda: right() + 3600)
    services.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)
    assert "the clock of this worker is wrong" in caplog.text


def test_the_sweep_rings_for_what_is_due_and_for_nothing_else(job, monkeypatch):
    rung = []
    monkeypatch.setattr(services.bell, "ring", rung.append)
    resting = enqueue("tests.nothing", key="nothing:2", args={})
    Job.objects.filter(pk=resting.pk).update(not_before=timezone.now() + timedelta(hours=1))
    assert (sweep(), rung) == (1, [job.pk])


def test_a_silent_broker_loses_the_bell_and_not_the_act(monkeypatch, django_capture_on_commit_callbacks, caplog):
    """The real transport against a socket that does not exist."""
    monkeypatch.setattr(
        services.bell, "current_app", Celery(broker="redis+socket:///nowhere/redis.sock", set_as_current=False)
    )
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue("tests.nothing", key="nothing:3", args={})
    assert Job.objects.get(pk=job.pk).state == JobState.QUEUED
    assert f"no bell for job {job.pk}" in caplog.text


def test_a_stopped_job_is_nobodys(job, coordinator):
    services.cancel(actor=coordinator, job_id=job.pk)
    later(job, 1)
    assert (claim(job.pk), sweep()) == (None, 0)


def test_a_worker_learns_at_its_next_step_that_the_job_was_stopped(job, coordinator):
    claimed = claim(job.pk)
    services.cancel(actor=coordinator, job_id=job.pk)
    with pytest.raises(LostLease):
        claimed.progress(1, 2)
    with pytest.raises(LostLease), claimed.finishing():
        Job.objects.filter(pk=job.pk).update(step="written after the stop")
    job.refresh_from_db()
    assert (job.state, job.step, job.lease_until) == (JobState.CANCELLED, "", None)


def test_what_has_ended_cannot_be_stopped(job, coordinator):
    with claim(job.pk).finishing():
        pass
    with pytest.raises(RuleError):
        services.cancel(actor=coordinator, job_id=job.pk)


def test_work_that_fails_says_why_in_a_word_of_its_own(job, monkeypatch):
    class TooSlow(Exception):
        failure = "too_slow"

    def work(_claimed):
        raise TooSlow

    monkeypatch.setitem(services.kinds, "tests.nothing", work)
    services.run(job.pk)
    assert Job.objects.values_list("failure", flat=True).get(pk=job.pk) == "too_slow"
