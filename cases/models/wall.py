from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.under_case import UnderCase
from cases.querysets import WallQuerySet
from cases.scoping import UNDER_CASE_REACHES


class Wall(UnderCase):
    """A conflict of interest: while it stands, the case does not exist for one user, in no list and in no count."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="walls")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    noun = "cases.case"
    seen_under = added_under = changed_under = ("control_access",)
    reaches = UNDER_CASE_REACHES
    objects = WallQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"],
                condition=Q(lifted_at__isnull=True),
                name="wall_stands_once",
                violation_error_message=_("A wall already keeps the case from this colleague."),
            ),
            models.CheckConstraint(name="wall_is_raised_by_another", condition=~Q(raised_by=F("user"))),
            models.CheckConstraint(name="wall_is_lifted_by_another", condition=~Q(lifted_by=F("user"))),
            models.CheckConstraint(
                name="wall_is_lifted_by_somebody",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__gte=F("raised_at"), lifted_by__isnull=False),
            ),
            models.CheckConstraint(name="wall_says_why", condition=~Q(reason="")),
        ]
        indexes = [
            models.Index(fields=["user"], condition=Q(lifted_at__isnull=True), name="wall_stands_before"),
            models.Index(fields=["case", "-raised_at"], name="wall_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.user_id}"

    @property
    def stands(self) -> bool:
        return self.lifted_at is None
