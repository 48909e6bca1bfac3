from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import Sex
from cases.models import Code
from cases.outreach.models.answers import answered
from cases.outreach.models.venues import Venue
from cases.outreach.querysets import RoundQuerySet
from cases.outreach.scoping import ROUND_REACHES
from cmm.accounts.models import Organisation


class Round(models.Model):
    """One outing of one worker or several; it presets what every contact of the night begins with.

    Colleagues who walk along stand as numbers in a column of the round itself, for a policy compares a row's own.
    """

    ref = models.CharField(max_length=24, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(pgettext_lazy("round", "name"), max_length=60)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rounds")
    companions = ArrayField(models.BigIntegerField(), default=list, blank=True)
    contact_type = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="+")
    preset_sex = models.CharField(max_length=20, choices=Sex, blank=True)
    preset_given = models.ManyToManyField(Code, related_name="+", blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Of a round begun without a network: what its phone knows it by.
    submission_key = models.UUIDField(null=True, blank=True)

    closed = True
    reaches = ROUND_REACHES
    protection_path = None
    door_joins = ("venue", "contact_type", "worker")
    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker"], condition=models.Q(ended_at__isnull=True), name="outreach_one_running_round"
            ),
            models.UniqueConstraint(fields=["organisation", "submission_key"], name="outreach_round_begun_once"),
            models.CheckConstraint(
                name="outreach_round_ends_after_it_starts",
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("started_at")),
                violation_error_message=_("The round cannot end before it starts."),
            ),
            models.CheckConstraint(
                name="outreach_nobody_walks_with_themselves",
                condition=~models.Q(companions__contains=[models.F("worker")]),
            ),
            models.CheckConstraint(name="outreach_round_sex_is_known", condition=answered("preset_sex", Sex)),
        ]
        indexes = [
            models.Index(fields=["organisation", "name", "-started_at"], name="outreach_round_by_name"),
            models.Index(fields=["organisation", "started_at"], name="outreach_round_by_start"),
            GinIndex(fields=["companions"], name="outreach_round_by_companion"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("outreach:round_detail", args=[self.ref])

    @property
    def is_running(self) -> bool:
        return self.ended_at is None

    @property
    def walkers(self) -> list[int]:
        """Everybody who is out on it, by their numbers."""
        return [self.worker_id, *self.companions]
