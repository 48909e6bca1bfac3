from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cmm.accounts.scoping import ReachQuerySet
from cmm.oversight.retention.enums import Basis
from cmm.oversight.retention.scoping import LEDGER_REACHES


class LedgerEntry(models.Model):
    """A case was destroyed: how many rows of which tables, why, when, and by which two. Nothing says whose it was.

    ``marks`` are keyed digests: whoever has the key and the case knows it again, such as after a restore. The files
    still to be dropped are names that say nothing, and are emptied when they are gone.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    marks = ArrayField(models.CharField(max_length=120))
    basis = models.CharField(_("why it went"), max_length=10, choices=Basis)
    proposed_by_id = models.BigIntegerField()
    approved_by_id = models.BigIntegerField()
    approved_at = models.DateTimeField()
    destroyed_at = models.DateTimeField()
    counts = models.JSONField()
    files_left = ArrayField(models.UUIDField(), default=list)
    times = models.PositiveSmallIntegerField(default=1)

    closed = True
    protection_path = ""
    added_under = changed_under = ()
    reaches = LEDGER_REACHES
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-destroyed_at", "-pk"]
        verbose_name_plural = "ledger entries"
        constraints = [
            models.CheckConstraint(
                name="ledger_names_two", condition=~models.Q(proposed_by_id=models.F("approved_by_id"))
            )
        ]
        indexes = [models.Index(fields=["-destroyed_at", "-id"], name="ledger_newest")]

    def __str__(self) -> str:
        return str(self.pk)
