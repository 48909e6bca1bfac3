from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.outreach.scoping import OURS
from cmm.accounts.models import Organisation
from cmm.accounts.scoping import ReachQuerySet


class ImportBatch(models.Model):
    """One spreadsheet of an organisation whose rows became contacts, and are withdrawn from counting together.

    The file is not kept, only its mark, by which it is known again, and which column meant what.
    """

    ref = models.CharField(max_length=24, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    # What words of their own mean, by column: kept with the columns, for the next file.
    words = models.JSONField(default=dict)
    stored = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)
    first_day = models.DateField()
    last_day = models.DateField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.CharField(_("reason"), max_length=300, blank=True)

    closed = True
    reaches = OURS
    protection_path = None
    door_joins = ("imported_by", "withdrawn_by")
    objects = ReachQuerySet.as_manager()

    class Meta:
        permissions = [("withdraw_importbatch", "Can withdraw imported contacts from counting")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "digest"],
                condition=Q(withdrawn_at__isnull=True),
                name="outreach_file_imported_once",
            ),
            models.CheckConstraint(name="outreach_import_has_rows", condition=Q(stored__gte=1)),
            models.CheckConstraint(
                name="outreach_import_is_withdrawn_with_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-imported_at"], name="outreach_imports_newest")]

    def __str__(self) -> str:
        return self.ref

    def get_absolute_url(self) -> str:
        return reverse("outreach:import_detail", args=[self.ref])
