from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.merging.enums import NoticeKind
from cases.merging.models.merge import Merge
from cmm.accounts.models import Organisation
from cmm.accounts.scoping import Reaches, ReachQuerySet


def referred_by(user: Any) -> Q:
    return Q(organisation=user.organisation_id)


NOTICE_REACHES: Reaches = {"referred_by": referred_by}


class Notice(models.Model):
    """Whoever referred somebody is told that the file behind it lies together with another, or no longer does.

    It names their own referral and nothing else. The database writes it with the merge; they say that they have read.
    """

    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="notices")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    ref = models.CharField(max_length=24)
    kind = models.CharField(max_length=8, choices=NoticeKind)
    told_at = models.DateTimeField(default=timezone.now)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)

    closed = True
    noun = "cases.inquiry"
    protection_path = ""
    seen_under = changed_under = ("follow",)
    added_under = ()
    door_joins = ("organisation",)  # and not the merge, which whoever referred may not see
    reaches = NOTICE_REACHES
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="notice_kind_is_known", condition=Q(kind__in=NoticeKind.values)),
            models.CheckConstraint(
                name="notice_is_read_by_somebody",
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(read_at__isnull=False, read_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-told_at"], condition=Q(read_at__isnull=True), name="notice_unread")
        ]

    def __str__(self) -> str:
        return str(self.pk)
