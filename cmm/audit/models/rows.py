from django.db import models
from django.utils import timezone


class AppendOnlyQuerySet(models.QuerySet):
    """Rows are added and read. The trigger and the privileges say the same to everybody else."""

    def update(self, **_kwargs):
        raise TypeError("Log rows are append-only.")

    def delete(self):
        raise TypeError("Log rows are append-only.")


class LogRow(models.Model):
    """One event with plain ids: no foreign keys, for a log outlives what it describes."""

    at = models.DateTimeField(default=timezone.now)
    actor_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True
