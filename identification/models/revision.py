from django.conf import settings
from django.db import models
from django.utils import timezone

from cmm.accounts.scoping import ReachQuerySet
from identification.models.assessment import Assessment


class Revision(models.Model):
    """One saved text of an assessment, and who wrote it: an author may not decide."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    text = models.JSONField(default=dict)

    part_of = "assessment"
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "version"]
        constraints = [models.UniqueConstraint(fields=["assessment", "version"], name="revision_once_a_version")]

    def __str__(self) -> str:
        return f"{self.assessment_id} v{self.version}"
