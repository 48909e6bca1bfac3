from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shelters.enums import ClosureKind
from shelters.models.unit import Unit
from shelters.querysets import ClosureQuerySet


class Closure(models.Model):
    """A place is out of use for some nights, of which the last day is free again; with no last day until it reopens.

    Nobody sleeps there meanwhile: triggers on closures and stays look at each other, with the place locked.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="closures")
    kind = models.CharField(max_length=10, choices=ClosureKind, default=ClosureKind.DATES)
    first = models.DateField(_("first night out of use"))
    until = models.DateField(_("in use again from"), null=True, blank=True)
    reason = models.CharField(_("why it is out of use"), max_length=200)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(default=timezone.now)
    reopened_on = models.DateField(null=True, blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True, blank=True)
    days = models.GeneratedField(
        expression=Func(F("first"), Least(F("until"), F("reopened_on")), function="daterange"),
        output_field=DateRangeField(),
        db_persist=True,
    )

    objects = ClosureQuerySet.as_manager()

    class Meta:
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(name="shelters_closure_kind_is_known", condition=Q(kind__in=ClosureKind.values)),
            models.CheckConstraint(
                name="shelters_closure_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gt=F("first")),
            ),
            models.CheckConstraint(name="shelters_closure_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="shelters_closure_is_ended_by_somebody",
                condition=Q(reopened_on__isnull=True, reopened_by__isnull=True, reopened_at__isnull=True)
                | Q(reopened_on__gte=F("first"), reopened_by__isnull=False, reopened_at__isnull=False),
            ),
        ]
        indexes = [GistIndex(fields=["days"], name="shelters_closures_by_days")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.first}"

    def get_absolute_url(self) -> str:
        return self.unit.shelter.get_absolute_url()
