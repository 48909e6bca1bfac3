"""Real workers, a real broker, and kill -9: nothing lost, nothing done twice."""

import pytest
from django.db import transaction

from cmm.core.models import RefCounter
from cmm.jobs.models import Job, JobState
from cmm.jobs.services import enqueue
from tests.jobs.conftest import broker
from tests.jobs.worker import eventually

pytestmark = pytest.mark.django_db(transaction=True)


def promise(number=1, **args):
    with transaction.atomic():
        return [enqueue("tests.slow", key=f"slow:{n}", args=args) for n in range(number)]


def state(job):
    return Job.objects.values_list("state", flat=True).get(pk=job.pk)


def results():
    return RefCounter.objects.filter(prefix="SLOW").values_list("last", flat=True).first()


def test_a_worker_killed_in_the_middle_loses_nothing_and_doubles_nothing(workers):
    (job,) = promise(never_at_first=True)
    first = workers()
    eventually(lambda: Job.objects.filter(pk=job.pk, done__gte=2).exists())
    first.kill()
    assert (state(job), results()) == (JobState.RUNNING, None)
    workers()
    eventually(lambda: state(job) == JobState.DONE)
    assert (results(), Job.objects.get(pk=job.pk).attempts) == (1, 2)


def test_a_flushed_broker_loses_only_bells(workers):
    jobs = promise(3)
    broker().flushdb()
    workers()
    eventually(lambda: all(state(job) == JobState.DONE for job in jobs))
    assert results() == 3


def test_two_workers_do_a_job_once(workers):
    jobs = promise(4)
    # A lease that outlasts the test: on a busy machine no pulse may come too late.
    workers(lease=120)
    workers(lease=120)
    eventually(lambda: all(state(job) == JobState.DONE for job in jobs))
    assert (results(), {job.attempts for job in Job.objects.all()}) == (4, {1})
