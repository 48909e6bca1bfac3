import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case, UnderCase
from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import ReachQuerySet
from cmm.crypto.fields import EncryptedField


class Merge(UnderCase):
    """Two files that were found to be one human being's: ``husk`` lies in ``case`` from then on, until it is undone.

    The husk is closed, is written in by nobody, and keeps its journal, its log and who had access. Everything else
    stands in the surviving case, and the ledger says of each row what it was. Whoever sees the one sees the other:
    both are as protected as the more protected was, and a wall before one stands before both (``policies.sql``).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="merges")
    husk = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="merged_into")
    reason = models.CharField(_("reason"), max_length=500)
    # The names of the facts that were taken from the other file.
    taken = models.JSONField(default=list)
    # What the surviving person's identity said before, where both had one and something was taken of the other.
    identity_was = EncryptedField(purpose="identity", null=True)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_reason = models.CharField(_("reason"), max_length=500, blank=True)

    noun = "cases.case"
    seen_under = ("write_journal", "merge")
    added_under = changed_under = ("merge",)
    reaches = UNDER_CASE_REACHES
    door_joins = ("case__victim", "husk__victim", "merged_by", "undone_by")
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["husk"],
                condition=Q(undone_at__isnull=True),
                name="merge_takes_a_file_once",
                violation_error_code="merged",
                violation_error_message=_("Somebody has just merged this case. Nothing was changed."),
            ),
            models.CheckConstraint(name="merge_is_of_two", condition=~Q(case=F("husk"))),
            models.CheckConstraint(name="merge_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="merge_is_undone_by_somebody",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_reason="")
                | Q(undone_at__gte=F("merged_at"), undone_by__isnull=False) & ~Q(undone_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["case", "-merged_at"], name="merge_by_case")]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("merging:merge_detail", args=[self.case.ref, self.pk])

    @property
    def stands(self) -> bool:
        return self.undone_at is None
