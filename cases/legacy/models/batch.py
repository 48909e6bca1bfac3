import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.legacy.enums import BatchState
from cases.legacy.scoping import BATCH_REACHES
from cmm.accounts.models import Organisation
from cmm.accounts.scoping import ReachQuerySet

UNTOUCHED = (BatchState.READY, BatchState.DROPPED)


class Batch(models.Model):
    """One file of former case sheets, moved in as a whole and taken back as a whole.

    The file lies closed in the vault under ``uuid`` until somebody has settled the batch; without a name it is gone.
    Of the rows only numbers are kept here, and of what is wrong in one nothing of what stands there.
    """

    ref = models.CharField(max_length=24, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, null=True, editable=False)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    # Which column holds what, and what the organisation's own words mean: remembered for the next file.
    columns = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.READY)
    reason = models.CharField(_("why the cases are moved in"), max_length=300, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    job = models.ForeignKey("jobs.Job", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made = models.PositiveIntegerField(default=0)
    there = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    reversed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reversed_at = models.DateTimeField(null=True, blank=True)
    reversed_reason = models.CharField(_("reason"), max_length=300, blank=True)
    taken_back = models.PositiveIntegerField(default=0)

    closed = True
    kept_in_vault = True
    reaches = BATCH_REACHES
    protection_path = None
    door_joins = ("uploaded_by", "started_by", "reversed_by", "job")
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name_plural = "batches"
        permissions = [("reverse_batch", "Can take back cases that were moved in")]
        constraints = [
            models.CheckConstraint(name="legacy_state_is_known", condition=Q(state__in=BatchState.values)),
            models.CheckConstraint(name="legacy_batch_has_rows", condition=Q(rows__gte=1)),
            models.CheckConstraint(
                name="legacy_batch_is_started_with_a_reason",
                condition=Q(state__in=UNTOUCHED, started_by__isnull=True, started_at__isnull=True)
                | Q(started_by__isnull=False, started_at__isnull=False) & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="legacy_batch_is_reversed_by_another_who_says_why",
                condition=Q(reversed_by__isnull=True, reversed_at__isnull=True, reversed_reason="")
                | Q(reversed_at__isnull=False) & ~Q(reversed_by=F("started_by")) & ~Q(reversed_reason=""),
            ),
            models.CheckConstraint(
                name="legacy_batch_goes_back_by_somebody",
                condition=Q(state__in=[BatchState.REVERSING, BatchState.REVERSED], reversed_by__isnull=False)
                | ~Q(state__in=[BatchState.REVERSING, BatchState.REVERSED]) & Q(reversed_by__isnull=True),
            ),
            models.CheckConstraint(
                name="legacy_file_goes_when_settled",
                condition=Q(state__in=[BatchState.READY, BatchState.RUNNING, BatchState.DONE], uuid__isnull=False)
                | Q(uuid__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-uploaded_at", "-id"], name="legacy_batch_newest")]

    def __str__(self) -> str:
        return self.ref

    def get_absolute_url(self) -> str:
        return reverse("legacy:batch_detail", args=[self.ref])
