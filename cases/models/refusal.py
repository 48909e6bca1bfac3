import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums import Region, Sex
from cases.models.code import Code
from cases.scoping import REFUSAL_REACHES
from cmm.accounts.models import Organisation
from cmm.accounts.scoping import ReachQuerySet


class Refusal(models.Model):
    """Somebody who may be trafficked did not want to be registered: what may be counted of them, and nothing else.

    It names no day, no colleague and no inquiry, so that nobody can be found again by it. It is never changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("month"))
    sex = models.CharField(_("sex"), max_length=20, choices=Sex, default=Sex.UNKNOWN)
    citizenship = models.CharField(_("citizenship"), max_length=2, blank=True)
    exploitation_form = models.ForeignKey(
        Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("form of exploitation")
    )
    region = models.CharField(_("region"), max_length=20, choices=Region, default=Region.UNKNOWN)
    reason = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("reason"))

    closed = True
    reaches = REFUSAL_REACHES
    protection_path = None
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "id"]
        constraints = [
            models.CheckConstraint(name="refusal_names_no_day", condition=Q(month__day=1)),
            models.CheckConstraint(name="refusal_sex_is_known", condition=Q(sex__in=Sex.values)),
            models.CheckConstraint(name="refusal_region_is_known", condition=Q(region__in=Region.values)),
        ]
        indexes = [models.Index(fields=["organisation", "-month", "id"], name="refusal_by_month")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
