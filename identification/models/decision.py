from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import AgeBand, Authority
from cases.models import Case, Code, UnderCase
from cases.scoping import UNDER_CASE_REACHES
from identification.enums import AppealOutcome, Outcome
from identification.models.ages import age_is_of_its_band
from identification.models.assessment import Assessment
from identification.querysets import StatusDecisionQuerySet

ASSESSED = Q(assessment__isnull=False, finding__isnull=True, appeal__isnull=True)
FOUND = Q(assessment__isnull=True, finding__isnull=False, appeal__isnull=True)
CHANGED = Q(assessment__isnull=True, finding__isnull=True, appeal__isnull=False)


class StatusDecision(UnderCase):
    """What an authority decided in a case, when and why. A row is never changed, only succeeded by the next, or put
    out of force by an appeal that annuls it.

    It rests on an assessment of ours, on the finding of a court, or on an appeal that changed the one before it. What
    an assessment would say for the statistics stands in the row itself where there is none.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    assessment = models.OneToOneField(
        Assessment, on_delete=models.PROTECT, null=True, blank=True, related_name="decision"
    )
    finding = models.OneToOneField(
        "CourtFinding", on_delete=models.PROTECT, null=True, blank=True, related_name="decision"
    )
    appeal = models.OneToOneField(
        "Appeal", on_delete=models.PROTECT, null=True, blank=True, related_name="changed_decision"
    )
    exploitation_form = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    age_band = models.CharField(max_length=20, choices=AgeBand, blank=True)
    age_years = models.PositiveSmallIntegerField(null=True, blank=True)
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
            models.CheckConstraint(name="decision_rests_on_one_thing", condition=ASSESSED | FOUND | CHANGED),
            models.CheckConstraint(
                name="decision_says_what_no_assessment_does",
                condition=Q(assessment__isnull=False, age_band="", exploitation_form__isnull=True)
                | Q(assessment__isnull=True, age_band__in=AgeBand.values),
            ),
            models.CheckConstraint(
                name="decision_age_is_of_its_band", condition=Q(age_years__isnull=True) | age_is_of_its_band()
            ),
            models.CheckConstraint(name="decision_says_why", condition=~Q(reason="")),
            models.CheckConstraint(name="decision_outcome_is_known", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(name="decision_authority_is_known", condition=Q(authority__in=Authority.values)),
        ]
        indexes = [
            models.Index(fields=["decided_on", "id"], name="decision_positive", condition=Q(outcome="trafficked")),
            models.Index(fields=["case", "id"], name="decision_by_case"),
        ]

    @property
    def decided_where(self) -> str:
        """The authority, or by name the court or the body of appeal that said it."""
        if self.finding:
            return str(self.finding.court)
        return str(self.appeal.body) if self.appeal else self.get_authority_display()

    @property
    def is_annulled(self) -> bool:
        return any(appeal.outcome == AppealOutcome.ANNULLED for appeal in self.appeals.all())

    @property
    def is_appealed(self) -> bool:
        """Whether an appeal against it is under way."""
        return any(not appeal.outcome for appeal in self.appeals.all())

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"
