from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case, UnderCase
from cmm.accounts.scoping import ReachQuerySet
from cmm.oversight.retention.scoping import RETENTION_REACHES


class LegalHold(UnderCase):
    """While it stands the case is not destroyed, whoever has approved it: the database lets no row of it go."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_reason = models.CharField(_("reason"), max_length=300, blank=True)

    added_under = ("control_access",)
    reaches = RETENTION_REACHES
    door_joins = ("case", "set_by", "lifted_by")
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-set_at", "-pk"]
        permissions = [("lift_legalhold", "Can lift a hold")]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(lifted_at__isnull=True),
                name="hold_stands_once",
                violation_error_code="held",
                violation_error_message=_("Somebody has just set a hold on this case."),
            ),
            models.CheckConstraint(name="hold_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="hold_is_lifted_by_somebody_who_says_why",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lifted_reason="")
                | Q(lifted_at__gte=F("set_at"), lifted_by__isnull=False) & ~Q(lifted_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}"

    @property
    def stands(self) -> bool:
        return self.lifted_at is None
