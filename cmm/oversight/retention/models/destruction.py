import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case, UnderCase
from cmm.accounts.scoping import ReachQuerySet
from cmm.oversight.retention.enums import Basis, Verdict
from cmm.oversight.retention.scoping import RETENTION_REACHES

WAITS = Q(settled_at__isnull=True)
# Two have said that the case goes, and nothing has come between.
APPROVED = Q(settled_as="approved", stopped_at__isnull=True)


class Destruction(UnderCase):
    """Somebody proposes that a case goes, and somebody else approves. It goes with the case; what stays of it is a row
    of the ledger.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    # Whoever approves need not see the case: its number and how long it is kept stand here.
    ref = models.CharField(max_length=24)
    kept_until = models.DateField(null=True)
    basis = models.CharField(_("why it goes"), max_length=10, choices=Basis)
    reason = models.CharField(_("reason"), max_length=300)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    settled_as = models.CharField(max_length=10, choices=Verdict, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_reason = models.CharField(_("reason"), max_length=300, blank=True)
    # A hold that is set after the approval ends it; the database writes this.
    stopped_at = models.DateTimeField(null=True, blank=True)

    added_under = ("control_access",)
    reaches = RETENTION_REACHES
    door_joins = ("proposed_by", "settled_by")
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        permissions = [("settle_destruction", "Can approve or refuse that a case is destroyed")]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=WAITS | APPROVED,
                name="destruction_is_proposed_once",
                violation_error_code="proposed",
                violation_error_message=_("Somebody has already proposed to destroy this case."),
            ),
            models.CheckConstraint(
                name="destruction_is_approved_by_another",
                condition=~Q(settled_as=Verdict.APPROVED, settled_by=F("proposed_by")),
            ),
            models.CheckConstraint(name="destruction_says_why", condition=~Q(reason="")),
            models.CheckConstraint(name="destruction_basis_is_known", condition=Q(basis__in=Basis.values)),
            models.CheckConstraint(
                name="destruction_is_settled_by_somebody",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, settled_as="", settled_reason="")
                | Q(settled_at__isnull=False, settled_by__isnull=False, settled_as__in=Verdict.values),
            ),
            models.CheckConstraint(
                name="destruction_is_stopped_once_approved",
                condition=Q(stopped_at__isnull=True) | Q(settled_as=Verdict.APPROVED),
            ),
        ]
        indexes = [models.Index(fields=["proposed_at"], condition=WAITS | APPROVED, name="destruction_lies_open")]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("retention:destruction_detail", args=[self.pk])

    @property
    def waits(self) -> bool:
        return self.settled_at is None

    @property
    def is_approved(self) -> bool:
        return self.settled_as == Verdict.APPROVED and self.stopped_at is None
