from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import MINORS, AgeBand
from cases.models import Case, Code, UnderCase
from cmm.core.labels import Labelled
from identification.enums import (
    OPEN_STATES,
    ActType,
    AssessmentState,
    ElementStatus,
    MeansType,
    Outcome,
)
from identification.models.ages import age_is_of_its_band
from identification.models.indicator import Catalogue
from identification.querysets import AssessmentQuerySet
from identification.scoping import ASSESSMENT_REACHES

DECIDED = Q(state=AssessmentState.DECIDED)
POSITIVE = Q(outcome=Outcome.TRAFFICKED)
# That each also rests on an observation is asked when the transaction ends (migration 0009), for that looks at others.
HAS_ACT = Q(act_status=ElementStatus.MET) & ~Q(act_types=[])
HAS_MEANS = Q(means_status=ElementStatus.MET) & ~Q(means_types=[])
HAS_PURPOSE = Q(purpose_status=ElementStatus.MET, exploitation_form__isnull=False)


class Assessment(Labelled, UnderCase):
    """One identification: what is known, what it supports, what speaks against, and what is recommended.

    What each chosen act, each means and the purpose rest on are observations (``Support``), and nothing else.
    ``catalogue`` is the list of indicators it was sent on.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=AssessmentState, default=AssessmentState.DRAFT)
    # Every saving counts it up; a form that was opened at an older one is a conflict.
    version = models.PositiveIntegerField(default=1)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)

    facts = models.TextField(_("what happened"), blank=True)
    act_status = models.CharField(max_length=12, choices=ElementStatus, default=ElementStatus.NOT_ASSESSED)
    act_types = ArrayField(models.CharField(max_length=24, choices=ActType), default=list, blank=True)
    means_status = models.CharField(max_length=12, choices=ElementStatus, default=ElementStatus.NOT_ASSESSED)
    means_types = ArrayField(models.CharField(max_length=24, choices=MeansType), default=list, blank=True)
    purpose_status = models.CharField(max_length=12, choices=ElementStatus, default=ElementStatus.NOT_ASSESSED)
    exploitation_form = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    secondary_forms = models.ManyToManyField(Code, blank=True, related_name="+")
    speaks_against = models.TextField(_("what speaks against"), blank=True)
    recommendation = models.CharField(max_length=16, choices=Outcome, blank=True)
    reasons = models.TextField(_("reasons"), blank=True)

    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    return_note = models.TextField(blank=True)
    # Set when decided: the result, and the age it was judged on, in years too where somebody knew it.
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    age_band = models.CharField(max_length=20, choices=AgeBand, default=AgeBand.UNKNOWN)
    age_years = models.PositiveSmallIntegerField(null=True, blank=True)

    added_under = ("assess",)
    reaches = ASSESSMENT_REACHES
    door_joins = (
        "case__victim",
        "case__residence_basis",
        "prepared_by",
        "submitted_by",
        "returned_by",
        "exploitation_form",
    )
    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["case", "number"]
        permissions = [("decide_assessment", "Can decide assessments")]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="assessment_number_once_a_case"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=OPEN_STATES), name="assessment_one_open_a_case"
            ),
            models.CheckConstraint(name="assessment_state_is_known", condition=Q(state__in=AssessmentState.values)),
            models.CheckConstraint(
                name="assessment_types_are_known",
                condition=Q(act_types__contained_by=ActType.values, means_types__contained_by=MeansType.values),
            ),
            models.CheckConstraint(
                name="assessment_sent_is_complete",
                condition=~Q(state__in=[AssessmentState.SUBMITTED, AssessmentState.DECIDED])
                | ~Q(speaks_against="") & ~Q(recommendation="") & Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="assessment_decided_has_outcome", condition=DECIDED & ~Q(outcome="") | ~DECIDED & Q(outcome="")
            ),
            models.CheckConstraint(
                name="assessment_age_is_of_its_band",
                condition=Q(age_years__isnull=True) | DECIDED & age_is_of_its_band(),
            ),
            models.CheckConstraint(
                name="assessment_positive_has_act_and_purpose", condition=~POSITIVE | HAS_ACT & HAS_PURPOSE
            ),
            models.CheckConstraint(
                name="assessment_positive_has_means_or_a_child",
                condition=~POSITIVE | HAS_MEANS | Q(age_band__in=MINORS),
            ),
        ]
        indexes = [
            # Not only of those that wait: a plan made once for every state would not know that it may use it.
            models.Index(fields=["state", "submitted_at", "id"], name="assessment_in_line"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("identification:assessment_detail", args=[self.case.ref, self.number])
