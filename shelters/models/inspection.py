from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Code
from cmm.accounts.models import Organisation
from cmm.accounts.scoping import ReachQuerySet
from shelters.enums import Score
from shelters.models.shelter import Shelter
from shelters.models.unit import InHouse
from shelters.querysets import InspectionQuerySet
from shelters.scoping import FINDING_REACHES, INSPECTION_REACHES


class Supervised(InHouse):
    """A row a Socialtilsyn writes of a house: its own, and read by the house's organisation where a reach says so."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("supervisory authority")
    )

    closed = True
    protection_path = None
    objects = ReachQuerySet.as_manager()

    class Meta:
        abstract = True


class Inspection(Supervised):
    """A visit to a house, announced or not: planned, then held once. What was found is added, and never edited."""

    ref = models.CharField(max_length=24, unique=True)
    shelter = models.ForeignKey(Shelter, on_delete=models.PROTECT, related_name="inspections")
    announced = models.BooleanField(_("announced"))
    planned_on = models.DateField(_("planned for"))
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)
    done_on = models.DateField(_("held on"), null=True, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    cancelled_because = models.CharField(
        _("why it was cancelled"), max_length=500, blank=True, default="", db_default=""
    )
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)

    reaches = INSPECTION_REACHES
    door_joins = ("shelter", "organisation", "planned_by", "done_by", "cancelled_by")
    objects = InspectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="inspection_is_held_whole",
                condition=Q(done_on__isnull=True, done_by__isnull=True, done_at__isnull=True, summary="")
                | Q(~Q(summary=""), done_on__isnull=False, done_by__isnull=False, done_at__isnull=False),
            ),
            models.CheckConstraint(
                name="inspection_is_cancelled_whole",
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_because="")
                | Q(
                    ~Q(cancelled_because=""),
                    cancelled_at__isnull=False,
                    cancelled_by__isnull=False,
                    done_at__isnull=True,  # what was held cannot be called off
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "planned_on"], condition=Q(done_at__isnull=True), name="inspection_planned"
            ),
            models.Index(fields=["shelter", "-planned_on", "-id"], name="inspection_by_house"),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_absolute_url(self) -> str:
        return reverse("shelters:inspection_detail", args=[self.ref])

    @property
    def is_held(self) -> bool:
        return self.done_at is not None

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None


class Finding(Supervised):
    """What an inspection found in one theme of the quality model, from 1 to 5, and what the house must do about it.

    The house and the authority are the inspection's, kept true by a composite foreign key.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField()
    theme = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("theme"))
    score = models.PositiveSmallIntegerField(_("judged"), choices=Score)
    text = models.TextField(_("what was found"))
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    follow_up = models.CharField(_("what the house must do"), max_length=500, blank=True)
    due_on = models.DateField(_("by which day"), null=True, blank=True)
    followed_on = models.DateField(_("done on"), null=True, blank=True)
    outcome = models.CharField(_("what was done"), max_length=500, blank=True)
    followed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    followed_at = models.DateTimeField(null=True, blank=True)

    noun = "shelters.inspection"
    reaches = FINDING_REACHES

    class Meta:
        ordering = ["inspection", "number"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "number"], name="finding_numbered_within_its_inspection"),
            models.CheckConstraint(name="finding_is_judged_from_1_to_5", condition=Q(score__gte=1, score__lte=5)),
            models.CheckConstraint(
                name="finding_follow_up_has_its_day",
                condition=Q(follow_up="", due_on__isnull=True) | Q(~Q(follow_up=""), due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="finding_is_followed_up_whole",
                condition=Q(followed_on__isnull=True, followed_by__isnull=True, followed_at__isnull=True, outcome="")
                | Q(
                    due_on__isnull=False,
                    followed_on__isnull=False,
                    followed_by__isnull=False,
                    followed_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="finding_corrects_an_earlier_one",
                condition=Q(corrects__isnull=True) | Q(corrects__lt=F("id")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "due_on"],
                condition=Q(due_on__isnull=False, followed_at__isnull=True),
                name="finding_to_follow_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.number}"

    def is_overdue(self, day: date) -> bool:
        return self.due_on is not None and self.due_on < day and self.followed_on is None
