from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.outreach.enums import DayName
from cases.outreach.scoping import OURS
from cmm.accounts.models import Organisation
from cmm.accounts.scoping import ReachQuerySet


class ServiceHours(models.Model):
    """When an organisation's service day begins from ``valid_from`` on. It is added to, never changed: of two that
    hold from the same day the later one counts.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("valid from"))
    starts = models.TimeField(_("begins"))
    name = models.CharField(_("what you call it"), max_length=8, choices=DayName)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    closed = True
    reaches = OURS
    protection_path = None
    objects = ReachQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "service hours"
        ordering = ["valid_from", "pk"]
        constraints = [
            models.CheckConstraint(name="outreach_hours_name_is_known", condition=models.Q(name__in=DayName.values)),
        ]
        indexes = [models.Index(fields=["organisation", "valid_from", "id"], name="outreach_hours_by_day")]

    def __str__(self) -> str:
        return f"{self.starts:%H.%M}"
