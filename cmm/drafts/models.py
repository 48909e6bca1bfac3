from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.db import models
from django.utils import timezone

from cmm.crypto.fields import EncryptedField

NAMESPACE = UUID("5b1f7a5e-0c6e-4c56-9d6e-3d0c3a6f2b11")  # drawn once, for these rows alone


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, user: Any, path: str = "") -> "DraftQuerySet":
        """What the user has begun: on one form, or on all of them with the newest first."""
        mine = self.filter(user=user.pk)
        return mine.filter(path=path) if path else mine.order_by("-saved_at", "pk")

    def forgotten(self, now: datetime) -> "DraftQuerySet":
        """What nobody came back to in the time that is set, and what a closed account left."""
        old = models.Q(saved_at__lt=now - settings.CMM_DRAFTS_KEPT)
        return self.filter(old | models.Q(user__is_active=False))


class Draft(models.Model):
    """What somebody has typed into a form and not yet saved: theirs alone, one for each form about each person.

    The address of the form names both. It is no record: it is not logged, and goes when the form is saved.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=200)
    content = EncryptedField(purpose="identity")
    saved_at = models.DateTimeField(default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "path"], name="draft_one_a_form")]
        indexes = [
            models.Index(fields=["user", "-saved_at"], name="drafts_of_somebody"),
            models.Index(fields=["saved_at"], name="drafts_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.path}"

    @staticmethod
    def key(user: Any, path: str) -> UUID:
        """The same for the same user and form, so that two windows write one row, to which its text is bound."""
        return uuid5(NAMESPACE, f"{user.pk} {path}")
