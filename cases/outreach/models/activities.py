from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Code
from cases.outreach.scoping import OURS
from cmm.accounts.models import Organisation
from cmm.accounts.scoping import ReachQuerySet

MOST_PARTICIPANTS, MOST_HOURS = 2000, 100


class Activity(models.Model):
    """A course or a lecture held for an authority: no contact with anybody, and counted for itself."""

    submission_key = models.UUIDField(default=uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind"))
    held_on = models.DateField(_("day"))
    audience = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("for whom"))
    audience_name = models.CharField(_("which authority"), max_length=120, blank=True)
    theme = models.CharField(pgettext_lazy("course", "theme"), max_length=120)
    participants = models.PositiveSmallIntegerField(
        _("participants"), validators=[MinValueValidator(1), MaxValueValidator(MOST_PARTICIPANTS)]
    )
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=1)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    corrected_at = models.DateTimeField(null=True, blank=True)

    closed = True
    reaches = OURS
    protection_path = None
    door_joins = ("kind", "audience", "recorded_by", "corrected_by")
    objects = ReachQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "submission_key"], name="outreach_activity_stored_once"),
            models.CheckConstraint(
                name="outreach_activity_has_participants_and_hours",
                condition=Q(
                    participants__gte=1, participants__lte=MOST_PARTICIPANTS, hours__gt=0, hours__lte=MOST_HOURS
                ),
            ),
            models.CheckConstraint(
                name="outreach_activity_corrected_by_somebody",
                condition=Q(corrected_at__isnull=True, corrected_by__isnull=True)
                | Q(corrected_at__isnull=False, corrected_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-held_on", "-id"], name="outreach_activities_by_day"),
            models.Index(fields=["held_on"], name="outreach_activities_of_a_year"),
        ]

    def __str__(self) -> str:
        return self.theme

    def get_absolute_url(self) -> str:
        return reverse("outreach:activity_correct", args=[self.pk])
