from django.db import models
from django.utils import timezone

from cmm.audit.models.rows import AppendOnlyQuerySet


class Finding(models.Model):
    """What one look through the log found, in numbers and codes; the log's page shows the last of its kind."""

    kind = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)
    told = models.JSONField(default=dict)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "-at"], name="audit_findings_newest_first")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
