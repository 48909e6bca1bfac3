from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cmm.accounts.enums import InvitationKind
from cmm.accounts.models.people import User


class Invitation(models.Model):
    """A link with which somebody sets password and second factor, once: the first time, or when they have lost both.

    Whoever has lost both is known in person by two: one has checked who they are and says how, the other confirms.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    kind = models.CharField(max_length=8, choices=InvitationKind)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    # How it was checked that they are who they say. Said of a colleague, and of nobody else.
    checked_how = models.CharField(max_length=200, blank=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, null=True)
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="accounts_one_invitation_waits",
            ),
            models.CheckConstraint(
                name="accounts_nobody_invites_themselves",
                condition=~Q(asked_by=F("user")) & ~Q(confirmed_by=F("user")),
            ),
            models.CheckConstraint(
                name="accounts_reset_takes_two",
                condition=Q(kind="first")
                | Q(token_hash__isnull=True)
                | Q(confirmed_by__isnull=False, asked_by__isnull=False) & ~Q(confirmed_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="accounts_link_ends", condition=Q(token_hash__isnull=True) | Q(expires_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.user_id}"


class OutsideLogin(models.Model):
    """Who somebody is at their own organisation's log-in: by issuer and subject, never by an address."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="outside_logins")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    bound_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="accounts_subject_is_one_account"),
            models.UniqueConstraint(fields=["user", "issuer"], name="accounts_one_subject_an_issuer"),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} of {self.user_id}"
