from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case, UnderCase
from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import ReachQuerySet
from identification.enums import Ending


class KeptQuerySet(ReachQuerySet):
    def standing(self) -> Any:
        """Neither corrected nor withdrawn."""
        return self.filter(closed_at__isnull=True)


class Kept(UnderCase):
    """A row of a case's clarification that is never edited: another corrects it, or it is withdrawn with a reason.

    So what an assessment was decided on still says what it said that day.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="%(class)ss")
    number = models.PositiveIntegerField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    closed_as = models.CharField(max_length=9, choices=Ending, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.CharField(_("reason"), max_length=300, blank=True)

    noun = "cases.case"
    added_under: ClassVar[tuple[str, ...]] = ("assess",)
    changed_under: ClassVar[tuple[str, ...]] = ("assess",)
    reaches = UNDER_CASE_REACHES
    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="%(class)s_numbered_within_its_case"),
            models.CheckConstraint(
                name="%(class)s_is_closed_by_somebody_who_says_why",
                condition=Q(closed_as="", closed_at__isnull=True, closed_by__isnull=True, closed_reason="")
                | Q(closed_as=Ending.CORRECTED, closed_at__isnull=False, closed_by__isnull=False)
                | Q(closed_as=Ending.WITHDRAWN, closed_at__isnull=False, closed_by__isnull=False)
                & ~Q(closed_reason=""),
            ),
        ]

    @property
    def is_standing(self) -> bool:
        return self.closed_at is None
