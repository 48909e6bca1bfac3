from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cmm.accounts.scoping import ReachQuerySet
from reports.coordination.scoping import COORDINATION_REACHES


class StatusReport(models.Model):
    """The interministerial group's status report of a year: what was confirmed, agreed and published when it was asked
    for. It keeps all it says and never changes; what was wrong stands in the next one of the year.
    """

    first = models.PositiveSmallIntegerField()  # of the plan
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    told = models.JSONField()
    digest = models.CharField(max_length=64)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    job = models.ForeignKey("jobs.Job", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    closed = True
    reaches = COORDINATION_REACHES
    protection_path = None
    door_joins = ("asked_by", "job")
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        permissions = [("request_statusreport", "Can ask for a status report")]
        constraints = [
            models.UniqueConstraint(fields=["first", "year", "number"], name="coordination_report_has_its_number"),
            models.CheckConstraint(name="coordination_report_is_whole", condition=Q(digest__regex=r"^[0-9a-f]{64}$")),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("coordination:report_detail", args=[self.pk])


class StatusReportFile(models.Model):
    """The report as it was drawn. It stays as it is."""

    report = models.ForeignKey(StatusReport, on_delete=models.PROTECT, related_name="files")
    language = models.CharField(max_length=2, choices=[("da", "Dansk"), ("en", "English")])
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    drawn_at = models.DateTimeField(default=timezone.now)

    part_of = "report"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "language"], name="coordination_report_drawn_once_a_language"),
            models.CheckConstraint(
                name="coordination_report_language_is_known", condition=Q(language__in=["da", "en"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.language}"

    @property
    def name(self) -> str:
        return f"{'statusrapport' if self.language == 'da' else 'status-report'}-{self.report}.pdf"
