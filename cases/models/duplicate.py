from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import DuplicateVerdict
from cases.models.case import Case, Victim
from cases.querysets import DuplicateQuerySet

SETTLED = Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(verdict="") & ~Q(why="")
OPEN = Q(settled_at__isnull=True, settled_by__isnull=True, verdict="", why="")


class DuplicateProposal(models.Model):
    """Two persons who may be one, found by a check over all rows that answers to the coordinator alone.

    It says in codes why and never what of: no name, no number. Only the system adds one. Once judged it stays so, and
    two persons that are one are two rows until somebody merges their files (cases.merging).
    """

    first = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="+")
    first_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    second_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    reasons = ArrayField(models.CharField(max_length=20))
    found_at = models.DateTimeField(default=timezone.now)
    verdict = models.CharField(_("verdict"), max_length=12, choices=DuplicateVerdict, blank=True)
    why = models.CharField(_("reason"), max_length=500, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = DuplicateQuerySet.as_manager()

    class Meta:
        permissions = [("settle_duplicateproposal", "Can judge whether two persons are one")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_is_proposed_once"),
            models.CheckConstraint(name="duplicate_is_of_two", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="duplicate_is_settled_whole", condition=SETTLED | OPEN),
            models.CheckConstraint(name="duplicate_score_is_of_100", condition=Q(score__lte=100)),
            models.CheckConstraint(
                name="duplicate_verdict_is_known", condition=Q(verdict__in=["", *DuplicateVerdict.values])
            ),
        ]
        indexes = [
            models.Index(fields=["-found_at", "-id"], name="duplicate_to_judge", condition=Q(verdict="")),
            models.Index(fields=["second"], name="duplicate_by_second"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("cases:duplicate_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.settled_at is None
