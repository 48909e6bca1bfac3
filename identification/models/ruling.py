"""What others say of a decision, or of the person, afterwards: a body of appeal, and a court."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Code, UnderCase
from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import ReachQuerySet
from identification.enums import OVERTURNING, RULINGS, AppealOutcome, Appellant, FindingAnswer
from identification.models.decision import StatusDecision

OPEN = Q(outcome="", changed_to="", outcome_on__isnull=True, outcome_by__isnull=True, outcome_at__isnull=True)
ENDED = Q(outcome_on__isnull=False, outcome_by__isnull=False, outcome_at__isnull=False)
UNANSWERED = Q(answer="", answered_by__isnull=True, answered_at__isnull=True, refusal="")
ANSWERED = Q(answered_by__isnull=False, answered_at__isnull=False)


class Ruling(UnderCase):
    """A row that is recorded once and answered once."""

    number = models.PositiveIntegerField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    noun = "cases.case"
    added_under: ClassVar[tuple[str, ...]] = ("record_ruling",)
    changed_under: ClassVar[tuple[str, ...]] = ("decide",)
    reaches = UNDER_CASE_REACHES
    objects = ReachQuerySet.as_manager()

    class Meta:
        abstract = True


class Appeal(Ruling):
    """Somebody asked another body to look at a decision in force, and what came of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appeals")
    decision = models.ForeignKey(StatusDecision, on_delete=models.PROTECT, related_name="appeals")
    lodged_by = models.CharField(_("who appealed"), max_length=16, choices=Appellant)
    body = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("to which body"))
    lodged_on = models.DateField(_("appealed on"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=AppealOutcome, blank=True)
    changed_to = models.CharField(max_length=16, choices=[(one.value, one.label) for one in RULINGS], blank=True)
    outcome_on = models.DateField(_("day of the outcome"), null=True, blank=True)
    outcome_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome_at = models.DateTimeField(null=True, blank=True)

    door_joins = ("case__victim", "decision", "body", "recorded_by")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="appeal_numbered_within_its_case"),
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(outcome=""),
                name="appeal_one_open_a_decision",
                violation_error_message=_("An appeal against this decision is already under way."),
            ),
            models.CheckConstraint(name="appeal_is_somebodys", condition=Q(lodged_by__in=Appellant.values)),
            models.CheckConstraint(
                name="appeal_ends_by_somebody", condition=OPEN | Q(outcome__in=AppealOutcome.values) & ENDED
            ),
            models.CheckConstraint(
                name="appeal_ends_after_it_was_lodged",
                condition=Q(outcome_on__isnull=True) | Q(outcome_on__gte=F("lodged_on")),
            ),
            models.CheckConstraint(
                name="appeal_changes_into_something",
                condition=~Q(outcome=AppealOutcome.CHANGED) & Q(changed_to="")
                | Q(outcome=AppealOutcome.CHANGED, changed_to__in=[one.value for one in RULINGS]),
            ),
            models.CheckConstraint(
                name="appeal_takes_four_eyes",
                condition=~Q(outcome__in=OVERTURNING) | ~Q(outcome_by=F("recorded_by")),
                violation_error_message=_(
                    "Another colleague than the one who recorded the appeal writes this outcome."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"


class CourtFinding(Ruling):
    """A court found that the person was trafficked, or was not. It counts once another colleague has confirmed it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="findings")
    court = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("court"))
    court_ref = models.CharField(_("the court’s case number"), max_length=40)
    judged_on = models.DateField(_("day of the judgment"))
    outcome = models.CharField(_("finding"), max_length=16, choices=[(one.value, one.label) for one in RULINGS])
    exploitation_form = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=10, choices=FindingAnswer, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(_("what is wrong"), max_length=300, blank=True)

    door_joins = ("case__victim", "court", "exploitation_form", "recorded_by")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="finding_numbered_within_its_case"),
            models.CheckConstraint(name="finding_names_its_judgment", condition=~Q(court_ref="")),
            models.CheckConstraint(
                name="finding_outcome_is_known", condition=Q(outcome__in=[one.value for one in RULINGS])
            ),
            models.CheckConstraint(
                name="finding_is_answered_by_somebody",
                condition=UNANSWERED
                | Q(answer=FindingAnswer.CONFIRMED, refusal="") & ANSWERED
                | Q(answer=FindingAnswer.REFUSED) & ANSWERED & ~Q(refusal=""),
            ),
            models.CheckConstraint(
                name="finding_takes_four_eyes",
                condition=~Q(answer=FindingAnswer.CONFIRMED) | ~Q(answered_by=F("recorded_by")),
                violation_error_message=_("Another colleague than the one who recorded the finding confirms it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"
