import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cases.enums import RepresentativeKind
from cases.models.case import Case
from cases.models.under_case import UnderCase
from cases.particulars import Safety, Standing, read_as
from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import ReachQuerySet
from cmm.crypto.fields import BlindIndexField, EncryptedField


class SafetyNote(UnderCase):
    """What is known to threaten somebody and how they may be reached, or that no threat is known. The latest holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="safety_notes")
    number = models.PositiveIntegerField()
    no_threat = models.BooleanField(default=False)
    said = EncryptedField(purpose="identity", null=True)
    threat_index = BlindIndexField(of="threat_digits", null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    noun = "cases.case"
    added_under = changed_under = ("change",)
    reaches = UNDER_CASE_REACHES
    door_joins = ("case", "written_by")
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="safety_note_numbered_within_its_case"),
            models.CheckConstraint(
                name="safety_note_says_something", condition=Q(no_threat=True) | Q(said__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["threat_index"], name="safety_note_by_phone")]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("cases:safety", args=[self.case.ref])

    @property
    def safety(self) -> Safety:
        return read_as(Safety, self.said and self.said.reveal())

    @property
    def threat_digits(self) -> str:
        return last_digits(self.safety.threat_phone)


class Representative(UnderCase):
    """Who speaks for a child, or for somebody whose age is not settled."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="representatives")
    kind = models.CharField(max_length=24, choices=RepresentativeKind)
    said = EncryptedField(purpose="identity")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    noun = "cases.case"
    added_under = changed_under = ("change",)
    reaches = UNDER_CASE_REACHES
    door_joins = ("case", "recorded_by", "ended_by")
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="representative_kind_is_known", condition=Q(kind__in=RepresentativeKind.values)
            ),
            models.CheckConstraint(
                name="representative_is_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["case", "recorded_at"], name="representative_by_case")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def standing(self) -> Standing:
        return read_as(Standing, self.said.reveal())


def last_digits(phone: str) -> str:
    """What is the same in a number with and without the code of its country; nothing of fewer than six digits."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    return digits[-8:] if len(digits) >= 6 else ""
