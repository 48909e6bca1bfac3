from django.db import models
from django.utils import timezone

from cmm.accounts.scoping import ReachQuerySet
from reports.scoping import HISTORY_REACHES


class Overview(models.Model):
    """True counts of the register on one day, taken by the worker, who sees every case. Never for publication."""

    day = models.DateField(unique=True)
    counted_at = models.DateTimeField(default=timezone.now)
    counts = models.JSONField()

    objects = ReachQuerySet.as_manager()
    closed = True
    # Whoever reads the figures behind the reports reads these.
    noun = "reports.historicalcount"
    reaches = HISTORY_REACHES
    protection_path = None

    def __str__(self) -> str:
        return f"{self.day}"
