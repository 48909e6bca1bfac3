from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cmm.accounts.enums import Role
from cmm.accounts.scoping import ReachQuerySet
from cmm.oversight.retention.enums import Category
from cmm.oversight.retention.scoping import LEDGER_REACHES


class RuleChange(models.Model):
    """From a day on a kind of case is kept for another number of years, and what says so. A coordinator and the data
    protection officer agree on it: one proposes, the other confirms.
    """

    category = models.CharField(_("kind of case"), max_length=16, choices=Category)
    years = models.PositiveSmallIntegerField(_("years"))
    source = models.CharField(_("source"), max_length=300)
    valid_from = models.DateField(_("valid from"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_as = models.CharField(max_length=30, choices=Role)
    proposed_at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    is_confirmed = models.BooleanField(null=True, blank=True)

    protection_path = None
    reaches = LEDGER_REACHES
    door_joins = ("proposed_by",)
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-pk"]
        permissions = [("settle_rulechange", "Can confirm for how long cases are kept")]
        constraints = [
            models.UniqueConstraint(
                fields=["category"],
                condition=Q(settled_at__isnull=True),
                name="retention_change_is_proposed_once",
                violation_error_code="proposed",
                violation_error_message=_("A change for this kind of case already waits to be confirmed."),
            ),
            models.CheckConstraint(name="retention_changed_years_are_some", condition=Q(years__gte=1, years__lte=100)),
            models.CheckConstraint(name="retention_changed_category", condition=Q(category__in=Category.values)),
            models.CheckConstraint(name="retention_change_has_a_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="retention_change_is_settled_whole",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, is_confirmed__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False, is_confirmed__isnull=False),
            ),
            models.CheckConstraint(
                name="retention_change_takes_two",
                condition=Q(is_confirmed__isnull=True) | Q(is_confirmed=False) | ~Q(settled_by=F("proposed_by")),
            ),
        ]

    @property
    def of_street(self) -> bool:
        return self.category == Category.STREET

    def __str__(self) -> str:
        return f"{self.category} {self.years}"
