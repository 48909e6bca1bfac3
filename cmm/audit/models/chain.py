from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from cmm.audit.models.rows import AppendOnlyQuerySet


class Block(models.Model):
    """Some rows of one stream, sealed: their digests one after another, and a hash that holds all blocks before."""

    number = models.PositiveBigIntegerField(primary_key=True)
    stream = models.CharField(max_length=12)
    layout = models.PositiveSmallIntegerField()
    sealed_at = models.DateTimeField()
    ids = ArrayField(models.BigIntegerField())
    digests = models.BinaryField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["stream", "number"], name="audit_blocks_of_a_stream")]

    def __str__(self) -> str:
        return f"{self.number} {self.stream}"


class Unsealed(models.Model):
    """A row of the log that no block holds yet. The database puts it here, the sealer takes it away."""

    pk = models.CompositePrimaryKey("stream", "row_id")
    stream = models.CharField(max_length=12)
    row_id = models.BigIntegerField()
    # Since when it waits, by the database's own clock.
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "unsealed"

    def __str__(self) -> str:
        return f"{self.stream} {self.row_id}"
