from django.contrib.postgres.fields import ArrayField
from django.db import models

from cmm.audit.enums import Operation
from cmm.audit.models.rows import AppendOnlyQuerySet, LogRow


class Change(LogRow):
    """One row of a table was added, changed or deleted: which, by whom, and why. The database writes it itself.

    What stood there before and stands there now is a ``History`` beside it; of that, this row keeps only a digest.
    """

    login = models.CharField(max_length=63)
    reason = models.CharField(max_length=80, blank=True)
    request_id = models.UUIDField(null=True)
    table_name = models.CharField(max_length=63)
    row_id = models.CharField(max_length=40)
    case_ref = models.CharField(max_length=24, blank=True)
    operation = models.CharField(max_length=8)
    columns = ArrayField(models.CharField(max_length=63), default=list)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["table_name", "row_id"], name="audit_changes_of_a_row"),
            models.Index(fields=["case_ref", "-at"], name="audit_changes_by_case", condition=~models.Q(case_ref="")),
            models.Index(fields=["actor_id", "-at"], name="audit_changes_by_actor"),
            models.Index(fields=["-at", "-id"], name="audit_changes_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.table_name} {self.row_id}"

    @property
    def operation_label(self):
        return Operation(self.operation).label


class History(models.Model):
    """What a row held before and after one change, with the salt of the change's digest. Never changed.

    Destroyed, it leaves the change and its digest behind, and without the salt nobody can guess what was digested.
    """

    change_id = models.BigIntegerField(primary_key=True)
    salt = models.BinaryField()
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "histories"

    def __str__(self) -> str:
        return f"{self.change_id}"


class Destruction(LogRow):
    """What once stood beside a row of the log is destroyed: of which part, beside which row, and why."""

    part = models.CharField(max_length=12)
    row_id = models.CharField(max_length=40)
    reason = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["part", "row_id"], name="audit_destroyed_rows")]

    def __str__(self) -> str:
        return f"{self.part} {self.row_id}"
