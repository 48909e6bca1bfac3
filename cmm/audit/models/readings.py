import uuid

from django.db import models

from cmm.audit.enums import Basis, Purpose, Surface
from cmm.audit.models.rows import AppendOnlyQuerySet, LogRow
from cmm.crypto.fields import EncryptedField


class Reading(LogRow):
    """One person stood on somebody's screen, once: who looked, why they might, on which page, and when.

    It holds the number of the case and not its ref: a shelter that reads a stay may not see the case behind it. A
    search is a row too, that of nobody: how many it showed, and what was searched for, which stands elsewhere.
    """

    purpose = models.CharField(max_length=24, blank=True)
    basis = models.CharField(max_length=24, blank=True)
    surface = models.CharField(max_length=12)
    page = models.CharField(max_length=80)
    target_type = models.CharField(max_length=60, blank=True)
    target_id = models.CharField(max_length=40, blank=True)
    target_ref = models.CharField(max_length=40, blank=True)
    case_id = models.BigIntegerField(null=True)
    request_id = models.UUIDField(null=True)
    shown = models.PositiveIntegerField(null=True)
    criterion_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_readings_newest"),
            models.Index(
                fields=["case_id", "-at"], name="audit_readings_by_case", condition=models.Q(case_id__isnull=False)
            ),
            models.Index(
                fields=["target_ref", "-at"], name="audit_readings_by_row", condition=models.Q(case_id__isnull=True)
            ),
            models.Index(fields=["actor_id", "-at"], name="audit_readings_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.surface} {self.target_type} {self.target_ref}"

    @property
    def purpose_label(self):
        """Empty of a search, which has found nobody yet."""
        return Purpose(self.purpose).label if self.purpose else ""

    @property
    def basis_label(self):
        return Basis(self.basis).label if self.basis else ""

    @property
    def surface_label(self):
        return Surface(self.surface).label


class Criterion(models.Model):
    """What somebody searched for, closed with the log's own key. It is destroyed before the reading it belongs to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    words = EncryptedField(purpose="log")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "criteria"

    def __str__(self) -> str:
        return f"{self.pk}"
