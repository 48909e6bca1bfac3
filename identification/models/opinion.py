from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cmm.accounts.scoping import ReachQuerySet
from identification.enums import Outcome
from identification.models.assessment import Assessment


class SecondOpinion(models.Model):
    """What somebody else makes of the same assessment. It stands beside the recommendation, and neither overwrites the
    other; whoever writes one does not decide.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="opinions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    recommendation = models.CharField(_("recommendation"), max_length=16, choices=Outcome)
    reasons = models.TextField(_("reasons"))
    speaks_against = models.TextField(_("what speaks against"))

    part_of = "assessment"
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "pk"]
        constraints = [
            models.CheckConstraint(name="opinion_gives_its_reasons", condition=~Q(reasons="") & ~Q(speaks_against="")),
            models.CheckConstraint(name="opinion_recommends", condition=Q(recommendation__in=Outcome.values)),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.recommendation}"
