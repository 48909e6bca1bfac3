from django.db import models

from cases.merging.models.merge import Merge


class MovedRow(models.Model):
    """What a merge changed of one row: the columns as they were, and as they became. Only the database writes it."""

    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="rows")
    at_table = models.CharField(max_length=63)
    row_id = models.CharField(max_length=36)
    was = models.JSONField()
    became = models.JSONField()
    # The transaction in which the row moves, against everything that otherwise keeps it where it is; 0 once it has.
    moving = models.BigIntegerField()
    is_back = models.BooleanField(default=False)

    part_of = "merge"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["merge", "at_table", "row_id"], name="movedrow_once_in_a_merge"),
        ]
        indexes = [models.Index(fields=["at_table", "row_id"], name="movedrow_by_row")]

    def __str__(self) -> str:
        return f"{self.at_table} {self.row_id}"
