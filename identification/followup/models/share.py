import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import ReferralAnswer
from cases.models import Case, Referral, UnderCase
from cmm.accounts.models import Organisation
from cmm.accounts.scoping import ReachQuerySet
from cmm.crypto.fields import EncryptedField
from identification.followup.scoping import SHARED_REACHES


class SharedFile(UnderCase):
    """The part of a file that goes with a referral to an organisation that logs in here, as it stood that day.

    They read this and nothing else of the case, until the day it expires, or until the referral is taken back or its
    consent withdrawn. A trigger sees to that, and carries the answer here. What was shared is never changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="shared")
    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="shared")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("who receives it")
    )
    parts = models.JSONField()
    frozen = EncryptedField(purpose="identity")
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(_("until"))
    answered_as = models.CharField(max_length=8, choices=ReferralAnswer, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    reaches = SHARED_REACHES
    added_under = ("write_journal",)
    door_joins = ("organisation",)
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-shared_at", "-pk"]
        permissions = [("answer_sharedfile", "Can answer what was shared with the organisation")]
        constraints = [
            models.CheckConstraint(name="sharedfile_expires", condition=Q(expires_at__gt=F("shared_at"))),
        ]
        indexes = [models.Index(fields=["organisation", "-shared_at"], name="sharedfile_by_receiver")]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("followup:shared_detail", args=[self.pk])

    @property
    def last_day(self) -> date:
        """It closes at midnight after this day."""
        return timezone.localdate(self.expires_at - timedelta(seconds=1))

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.expires_at > timezone.now()
