from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import Authority
from cases.models import Case, UnderCase
from cases.scoping import UNDER_CASE_REACHES
from identification.enums import Outcome
from identification.models.assessment import Assessment
from identification.querysets import StatusDecisionQuerySet


class StatusDecision(UnderCase):
    """What an authority decided in a case, when and why. A row is never changed, only succeeded by the next."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=16, choices=Outcome)
    authority = models.CharField(_("decided by"), max_length=10, choices=Authority)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(_("decided"))
    decided_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(_("reasons"))
    in_force = models.BooleanField(default=True)

    noun = "cases.case"
    added_under = changed_under = ("decide",)
    reaches = UNDER_CASE_REACHES
    objects = StatusDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["case", "decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(in_force=True), name="decision_one_in_force_a_case"),
            models.CheckConstraint(
                name="decision_takes_four_eyes",
                condition=~Q(decided_by=F("prepared_by")),
                violation_error_message=_("Whoever prepared the assessment may not decide it."),
            ),
            models.CheckConstraint(name="decision_says_why", condition=~Q(reason="")),
            models.CheckConstraint(name="decision_outcome_is_known", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(name="decision_authority_is_known", condition=Q(authority__in=Authority.values)),
        ]
        indexes = [
            models.Index(fields=["decided_on", "id"], name="decision_positive", condition=Q(outcome="trafficked")),
            models.Index(fields=["case", "id"], name="decision_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"
