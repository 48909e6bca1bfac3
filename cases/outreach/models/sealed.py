"""What a phone keeps for the server alone, the keys it is closed with, and the phones."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from cases.outreach.enums import Reason, SealedState
from cases.outreach.models.contacts import Contact
from cases.outreach.models.rounds import Round
from cases.outreach.querysets import KeyQuerySet, PhoneQuerySet, SealedQuerySet
from cases.outreach.scoping import OURS, PHONE_REACHES, SEALED_REACHES
from cmm.accounts.models import Organisation
from cmm.crypto.fields import EncryptedField

LATE = timedelta(hours=24)
LED_TO_ONE = models.Q(contact__isnull=False, round__isnull=True) | models.Q(contact__isnull=True, round__isnull=False)


class SealingKey(models.Model):
    """The pair of an organisation's phones. The public half goes to them; the private one opens, also when retired."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    public = models.BinaryField()
    private = EncryptedField(purpose="identity", null=True)
    made_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    closed = True
    reaches = OURS
    protection_path = None
    objects = KeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(retired_at__isnull=True), name="outreach_one_key_in_use"
            ),
            models.CheckConstraint(
                name="outreach_destroyed_key_is_retired_and_gone",
                condition=models.Q(destroyed_at__isnull=True, private__isnull=False)
                | models.Q(destroyed_at__isnull=False, private__isnull=True, retired_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-made_at"], name="outreach_keys_newest")]

    def __str__(self) -> str:
        return str(self.pk)


class Phone(models.Model):
    """A browser somebody has made ready to record without a network, as it last told of itself."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="phones")
    # Whoever shows the token may leave sealed contacts of a closed account, and nothing else.
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    waiting = models.PositiveIntegerField(default=0)
    waiting_since = models.DateTimeField(null=True, blank=True)

    closed = True
    reaches = PHONE_REACHES
    protection_path = None
    objects = PhoneQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outreach_phone_waits_since",
                condition=models.Q(waiting=0, waiting_since__isnull=True)
                | models.Q(waiting__gt=0, waiting_since__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "waiting_since"],
                name="outreach_phones_waiting",
                condition=models.Q(waiting__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SealedContact(models.Model):
    """One contact as it came from a phone: counted, or put aside for the leader with the reason. It is never deleted.

    What is counted is opened and gone from here; what is put aside lies here sealed, as it came. The beginning and the
    end of a round come the same way, and then it is the round they led to.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submission_key = models.UUIDField()
    digest = models.CharField(max_length=64)  # of the sealed bytes
    key_id = models.UUIDField()  # as the phone says: perhaps no key of ours
    sealed = models.BinaryField(null=True)
    sealed_at = models.DateTimeField(null=True)  # by the server's clock, as far as the phone's can be trusted
    received_at = models.DateTimeField(default=timezone.now)
    late = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=SealedState)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_why = models.CharField(max_length=300, blank=True)

    closed = True
    reaches = SEALED_REACHES
    protection_path = None
    door_joins = ("sender", "contact", "round")
    objects = SealedQuerySet.as_manager()

    class Meta:
        permissions = [
            ("follow_sealedcontact", "Can follow sealed contact"),
            ("settle_sealedcontact", "Can settle sealed contact"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "submission_key", "digest"], name="outreach_sealed_received_once"
            ),
            models.CheckConstraint(
                name="outreach_sealed_counted_or_kept",
                condition=(models.Q(state=SealedState.COUNTED, reason="") & LED_TO_ONE)
                | (
                    models.Q(
                        state__in=[SealedState.ASIDE, SealedState.LEFT],
                        contact__isnull=True,
                        round__isnull=True,
                        sealed__isnull=False,
                    )
                    & ~models.Q(reason="")
                )
                | (models.Q(state=SealedState.ACCEPTED, sealed__isnull=False) & LED_TO_ONE),
            ),
            models.CheckConstraint(
                name="outreach_sealed_settled_by_somebody",
                condition=models.Q(
                    state__in=[SealedState.COUNTED, SealedState.ASIDE], settled_by__isnull=True, settled_at__isnull=True
                )
                | models.Q(
                    state__in=[SealedState.ACCEPTED, SealedState.LEFT],
                    settled_by__isnull=False,
                    settled_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="outreach_sealed_left_with_a_reason",
                condition=~models.Q(state=SealedState.LEFT) | ~models.Q(settled_why=""),
            ),
        ]
        indexes = [
            models.Index(fields=["sender", "-received_at"], name="outreach_sealed_of_somebody"),
            models.Index(fields=["organisation", "-received_at", "-id"], name="outreach_sealed_newest"),
            models.Index(
                fields=["organisation", "-received_at"],
                name="outreach_sealed_aside",
                condition=models.Q(state=SealedState.ASIDE),
            ),
        ]

    def __str__(self) -> str:
        return str(self.submission_key)

    def get_absolute_url(self) -> str:
        return reverse("outreach:sealed_detail", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.state == SealedState.ASIDE

    @staticmethod
    def place(sender_id: int, key_id: object, submission_key: object) -> str:
        """What the ciphertext is bound to, the same in static/js/phone-seal.js."""
        return f"outreach.contact:{sender_id}:{key_id}:{submission_key}"
