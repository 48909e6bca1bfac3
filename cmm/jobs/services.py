"""Jobs that cannot be lost: promise, claim, finish (security.md section 5).

The row is the truth. A lost bell is rung again by ``sweep``; a dead worker's lease runs out; a worker that
comes back late finds its fence too old and changes nothing.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.context import clock_is_right, system
from cmm.core.errors import RuleError
from cmm.jobs import bell
from cmm.jobs.models import Job, JobState

MAX_ATTEMPTS = 5
BACKOFF = timedelta(seconds=10)

log = logging.getLogger("cmm.jobs")
kinds: dict[str, Callable[["Claimed"], None]] = {}


def lease() -> timedelta:
    return timedelta(seconds=settings.CMM_JOB_LEASE_SECONDS)


class LostLease(Exception):
    """Another worker has taken the job over, or somebody stopped it; whatever this one did must be rolled back."""


@dataclass(frozen=True)
class Claimed:
    """A job in the hands of one worker, good as long as nobody has raised the fence."""

    pk: int
    fence: int
    args: dict[str, Any]
    created_by_id: int | None

    def extend(self, **progress: Any) -> None:
        """Keep the lease for another lease and store progress. Raises LostLease."""
        mine = Job.objects.filter(pk=self.pk, fence=self.fence, state=JobState.RUNNING)
        if not mine.update(lease_until=timezone.now() + lease(), **progress):
            raise LostLease(self.pk)

    def progress(self, done: int, total: int, step: str = "") -> None:
        """Tell those who wait that ``done`` of ``total`` steps are taken; ``step`` is a code, never a name."""
        self.extend(done=done, total=total, step=step)

    @contextmanager
    def finishing(self) -> Iterator[None]:
        """Result and completion in one transaction: both stand, or neither. Raises LostLease."""
        with transaction.atomic():
            yield
            mine = Job.objects.filter(pk=self.pk, fence=self.fence, state=JobState.RUNNING)
            finished = {"state": JobState.DONE, "finished_at": timezone.now(), "lease_until": None}
            if not mine.update(**finished, done=F("total"), failure=""):
                raise LostLease(self.pk)


def register(kind: str) -> Callable[[Callable[[Claimed], None]], Callable[[Claimed], None]]:
    """Name the function that does jobs of ``kind``. It must finish through ``finishing``."""

    def keep(work: Callable[[Claimed], None]) -> Callable[[Claimed], None]:
        kinds[kind] = work
        return work

    return keep


def enqueue(kind: str, *, key: str, args: dict[str, Any], actor: Any = None) -> Job:
    """Promise a job inside the caller's transaction; the same key is the same job, whoever asks."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A job belongs to the act that needs it: enqueue inside its transaction.")
    job, _created = Job.objects.get_or_create(
        key=key, defaults={"kind": kind, "args": args, "created_by_id": getattr(actor, "pk", None)}
    )
    transaction.on_commit(lambda: bell.ring(job.pk), robust=True)
    return job


@transaction.atomic
def claim(job_id: int) -> Claimed | None:
    """Take a due job, or nothing if another has it, it is done, or it is not yet time."""
    now = timezone.now()
    job = Job.objects.select_for_update(skip_locked=True).due(now).filter(pk=job_id).first()
    if job is None:
        return None
    if job.attempts >= MAX_ATTEMPTS:
        give_up(job, job.failure or "gave_up")
        return None
    job.fence, job.attempts = job.fence + 1, job.attempts + 1
    job.state, job.lease_until = JobState.RUNNING, now + lease()
    job.save(update_fields=["fence", "attempts", "state", "lease_until"])
    return Claimed(pk=job.pk, fence=job.fence, args=job.args, created_by_id=job.created_by_id)


def give_up(job: Job, failure: str) -> None:
    log.error("job %s (%s) failed after %s attempts: %s", job.pk, job.kind, job.attempts, failure)
    job.state, job.failure, job.lease_until = JobState.FAILED, failure[:80], None
    job.save(update_fields=["state", "failure", "lease_until"])


@transaction.atomic
def put_back(claimed: Claimed, failure: str) -> None:
    """The attempt failed: wait longer each time, and give up loudly after ``MAX_ATTEMPTS``."""
    job = Job.objects.select_for_update().filter(pk=claimed.pk, fence=claimed.fence, state=JobState.RUNNING).first()
    if job is None:
        return
    if job.attempts >= MAX_ATTEMPTS:
        give_up(job, failure)
        return
    job.state, job.failure, job.lease_until = JobState.QUEUED, failure[:80], None
    job.not_before = timezone.now() + BACKOFF * 2 ** (job.attempts - 1)
    job.save(update_fields=["state", "failure", "lease_until", "not_before"])


@transaction.atomic
def retry(*, actor: Any, job_id: int) -> Job:
    """Start a failed job again with a fresh set of attempts."""
    job: Job = Job.objects.select_for_update().get(pk=job_id)
    if job.state != JobState.FAILED:
        raise RuleError("The job has not failed.", code="not_failed")
    job.state, job.attempts, job.failure, job.not_before = JobState.QUEUED, 0, "", timezone.now()
    job.save(update_fields=["state", "attempts", "failure", "not_before"])
    record(actor, AuditAction.JOB_RETRIED, job, kind=job.kind)
    transaction.on_commit(lambda: bell.ring(job.pk), robust=True)
    return job


@transaction.atomic
def cancel(*, actor: Any, job_id: int) -> Job:
    """Nobody does the job any more. A worker that has it learns so at its next step, and its result is not stored."""
    job: Job = Job.objects.select_for_update().get(pk=job_id)
    if job.state == JobState.DONE or job.state == JobState.CANCELLED:
        raise RuleError("The job has ended.", code="has_ended")
    job.state, job.fence, job.lease_until = JobState.CANCELLED, job.fence + 1, None
    job.save(update_fields=["state", "fence", "lease_until"])
    record(actor, AuditAction.JOB_CANCELLED, job, kind=job.kind)
    return job


def run(job_id: int) -> None:
    """Claim the job, do it, and leave it either finished or waiting for another attempt.

    A worker whose clock is wrong would take over what others have in hand, and keep its own from them for hours.
    """
    if not clock_is_right():
        log.error("job %s is left to others: the clock of this worker is wrong", job_id)
        return
    claimed = claim(job_id)
    if claimed is None:
        return
    kind = Job.objects.values_list("kind", flat=True).get(pk=job_id)
    try:
        with system(f"job:{kind}"), bell.heartbeat(claimed.extend, every=lease() / 4):
            kinds[kind](claimed)
    except LostLease:
        log.warning("job %s was taken over by another worker, or stopped", job_id)
    except BaseException as error:
        # WeasyPrint's fatal fetch error and a soft time limit are no Exceptions, and must not lose the job.
        put_back(claimed, getattr(error, "failure", "") or type(error).__name__)
        if not isinstance(error, Exception) and type(error).__name__ != "FatalURLFetchingError":
            raise
        log.exception("job %s failed", job_id)


def sweep() -> int:
    """Ring for every due job: bells that were lost, and jobs whose worker died. Returns how many."""
    due = list(Job.objects.due(timezone.now()).order_by("not_before").values_list("pk", flat=True)[:500])
    for job_id in due:
        bell.ring(job_id)
    return len(due)
