from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cmm.accounts.scoping import ReachQuerySet
from reports.coordination.enums import Ministry, Progress, Series
from reports.coordination.scoping import COORDINATION_REACHES


class Activity(models.Model):
    """One activity of the national action plan: its area, who is responsible, and the published figures about it."""

    first = models.PositiveSmallIntegerField(_("first year of the plan"))
    last = models.PositiveSmallIntegerField(_("last year of the plan"))
    area = models.PositiveSmallIntegerField(_("area of the plan"))
    number = models.PositiveSmallIntegerField(_("number within the area"))
    title_da = models.CharField(_("title in Danish"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    ministry = models.CharField(_("responsible ministry"), max_length=12, choices=Ministry)
    series = ArrayField(models.CharField(max_length=20, choices=Series), default=list, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    closed = True
    reaches = COORDINATION_REACHES
    protection_path = None
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-first", "area", "number"]
        permissions = [("confirm_activity", "Can confirm the status of an activity")]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "area", "number"],
                name="coordination_activity_has_its_number",
                violation_error_message=_("The plan has an activity with this number already."),
            ),
            models.CheckConstraint(name="coordination_activity_ends", condition=Q(last__gte=F("first"))),
            models.CheckConstraint(
                name="coordination_activity_has_a_ministry", condition=Q(ministry__in=Ministry.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}.{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("coordination:activity_detail", args=[self.pk])

    @property
    def title(self) -> str:
        return self.title_en if get_language() == "en" else self.title_da

    @property
    def series_labels(self) -> list[Any]:
        return [Series(one).label for one in self.series]


class ActivityStatus(models.Model):
    """How far an activity had come in a year. It is never changed: a newer one of the year takes its place, and counts
    when another than whoever wrote it has confirmed it.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="statuses")
    year = models.PositiveSmallIntegerField(_("year"))
    progress = models.CharField(_("status"), max_length=10, choices=Progress)
    text_da = models.TextField(_("text in Danish"), max_length=2000, blank=True)
    text_en = models.TextField(_("text in English"), max_length=2000, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    closed = True
    noun = "coordination.activity"
    reaches = COORDINATION_REACHES
    protection_path = None
    door_joins = ("activity",)
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="coordination_status_progress_is_known", condition=Q(progress__in=Progress.values)
            ),
            models.CheckConstraint(
                name="coordination_status_confirmed_by_another",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__gte=F("written_at"), confirmed_by__isnull=False) & ~Q(confirmed_by=F("written_by")),
            ),
        ]
        indexes = [models.Index(fields=["activity", "-year", "-id"], name="coordination_status_newest")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def text(self) -> str:
        return self.text_en if get_language() == "en" else self.text_da
