from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cmm.accounts.enums import Role
from cmm.accounts.models.people import User


class RoleProposal(models.Model):
    """One administrator wishes that a colleague has a role that takes two; another gives it. Until then it opens
    nothing, for the role itself is a row of its own.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_proposals")
    role = models.CharField(max_length=30, choices=Role)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    was_given = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(settled_at__isnull=True), name="accounts_role_proposed_once"
            ),
            models.CheckConstraint(
                name="accounts_nobody_proposes_themselves",
                condition=~Q(proposed_by=F("user")) & (Q(settled_by__isnull=True) | ~Q(settled_by=F("user"))),
            ),
            models.CheckConstraint(
                name="accounts_proposal_is_settled_whole",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, was_given__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False, was_given__isnull=False),
            ),
            models.CheckConstraint(
                name="accounts_role_is_given_by_two",
                condition=Q(was_given__isnull=True) | Q(was_given=False) | ~Q(settled_by=F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.user_id}"
