from django.conf import settings
from django.db import models
from django.utils import timezone

from reports.models.edition import Edition


class Notice(models.Model):
    """One reader is told once that there is something for them: by e-mail without a word of what, and on their page."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="notices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "user"], name="reports_told_once")]
        indexes = [
            models.Index(fields=["user"], name="reports_not_seen", condition=models.Q(seen_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.user_id}"
