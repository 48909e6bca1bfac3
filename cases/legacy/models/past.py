import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.enums import Authority
from cases.legacy.enums import PastOutcome
from cases.legacy.models.batch import Batch
from cases.models import Case, Code, UnderCase
from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import ReachQuerySet


class Past(UnderCase):
    """What a case brought with it: its number in the former sheets, and what had been decided before the register.

    That is no decision of the register: nobody prepared and approved it here, and no figure reads it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="past")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="cases")
    row = models.PositiveIntegerField()
    number = models.CharField(_("former case number"), max_length=40)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=16, choices=PastOutcome, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=10, choices=Authority, blank=True)
    form = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The decision lies in a year that the register counts: it counts once two have recorded it here, and not by this.
    is_live = models.BooleanField(default=False)

    noun = "cases.case"
    added_under = ("change",)
    reaches = UNDER_CASE_REACHES
    door_joins = ("case", "batch", "form")
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["batch", "row"]
        verbose_name_plural = "pasts"
        constraints = [
            # Whatever is killed, and however often a file is sent: one number is one case.
            models.UniqueConstraint(fields=["case_organisation", "number"], name="legacy_number_is_one_case"),
            models.CheckConstraint(
                name="legacy_result_has_its_day",
                condition=Q(outcome="", decided_on__isnull=True) | ~Q(outcome="") & Q(decided_on__isnull=False),
            ),
            models.CheckConstraint(name="legacy_outcome_is_known", condition=Q(outcome__in=["", *PastOutcome.values])),
            models.CheckConstraint(
                name="legacy_authority_is_known", condition=Q(decided_by__in=["", *Authority.values])
            ),
        ]
        indexes = [models.Index(fields=["batch", "row"], name="legacy_case_by_row")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("case_detail", args=[self.case.ref])
