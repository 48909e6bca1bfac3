from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Working")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Stopped")


class JobQuerySet(models.QuerySet["Job"]):
    def due(self, now: datetime) -> "JobQuerySet":
        """Jobs somebody should take: waiting and due, or left behind by a worker that died."""
        waiting = models.Q(state=JobState.QUEUED, not_before__lte=now)
        abandoned = models.Q(state=JobState.RUNNING, lease_until__lt=now)
        return self.filter(waiting | abandoned)


class Job(models.Model):
    """A piece of work promised in the same transaction as the act that needs it; Celery is only the bell.

    ``fence`` grows with each claim, so that a worker that lost its lease cannot finish what another took over.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    args = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    fence = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField(default=timezone.now)
    created_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=40, blank=True)
    failure = models.CharField(max_length=80, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["not_before"], name="jobs_waiting", condition=models.Q(state=JobState.QUEUED)),
            models.Index(fields=["lease_until"], name="jobs_taken", condition=models.Q(state=JobState.RUNNING)),
            models.Index(fields=["not_before"], name="jobs_failed", condition=models.Q(state=JobState.FAILED)),
        ]
        constraints = [
            models.CheckConstraint(
                name="jobs_running_has_lease",
                condition=~models.Q(state=JobState.RUNNING) | models.Q(lease_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def ended(self):
        return self.state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class Process(models.TextChoices):
    """What stays and says now and then that it is there."""

    WORKER = "worker", _("Worker")
    BEAT = "beat", _("Beat")


class Pulse(models.Model):
    """The last word of one process: when, and in numbers what only it can see. Who is silent is missed (cmm.alerts)."""

    name = models.CharField(max_length=120, primary_key=True)
    kind = models.CharField(max_length=10, choices=Process)
    at = models.DateTimeField()
    told = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%H:%M:%S}"
