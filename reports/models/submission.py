from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from cmm.accounts.scoping import ReachQuerySet
from cmm.core.labels import Labelled
from reports.enums import ReturnKind, SubmissionState
from reports.models.edition import Edition
from reports.scoping import EXTERNAL_REACHES

FROZEN = Q(state__in=[SubmissionState.READY, SubmissionState.RELEASED])


class Submission(Labelled, models.Model):
    """What Denmark returns to a body outside it for one year, made of the rows of a published edition.

    Whoever receives it publishes it. So it is a release: what was released before is known when it is made, and it is
    known to all that comes after. One asks for it and another releases it.
    """

    kind = models.CharField(max_length=8, choices=ReturnKind)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="submissions")
    state = models.CharField(max_length=10, choices=SubmissionState, default=SubmissionState.REQUESTED)
    figures = models.JSONField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    places = models.JSONField(default=list)  # where something could be worked out, if that stopped it
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    job = models.ForeignKey("jobs.Job", on_delete=models.PROTECT, null=True, related_name="+")

    objects = ReachQuerySet.as_manager()
    closed = True
    reaches = EXTERNAL_REACHES
    protection_path = None
    door_joins = ("edition", "requested_by", "released_by", "job")

    class Meta:
        ordering = ["-pk"]
        permissions = [("release_submission", "Can release what is returned to a body outside Denmark")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "number"], name="reports_submission_number_once"),
            models.CheckConstraint(name="reports_submission_kind_is_known", condition=Q(kind__in=ReturnKind.values)),
            models.CheckConstraint(
                name="reports_submission_made_has_figures",
                condition=FROZEN & Q(figures__isnull=False) & ~Q(digest="") | ~FROZEN & Q(figures__isnull=True),
            ),
            models.CheckConstraint(
                name="reports_submission_takes_four_eyes",
                condition=Q(state=SubmissionState.RELEASED, released_by__isnull=False, released_at__isnull=False)
                & ~Q(released_by=F("requested_by"))
                | ~Q(state=SubmissionState.RELEASED) & Q(released_by__isnull=True, released_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        return f"{self.kind}-{self.year}-{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("reports:submission_detail", args=[self.pk])
