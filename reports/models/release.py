from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cmm.core.labels import Labelled
from reports.enums import DIVIDED_BY, Crossed, Grouping
from reports.querysets import FreeTableQuerySet
from reports.rules import LEAST_THRESHOLD
from reports.scoping import RELEASE_REACHES


def divided_so() -> models.Q:
    """What is counted is divided by groupings it has."""
    found = models.Q()
    for population, groupings in DIVIDED_BY.items():
        found |= models.Q(population=population, down__in=groupings, across__in=groupings)
    return found


class Threshold(models.Model):
    """How many persons a figure must count to be shown, from then on. It is added to, never changed."""

    value = models.PositiveSmallIntegerField(
        _("smallest figure shown"), validators=[MinValueValidator(LEAST_THRESHOLD)]
    )
    reason = models.CharField(_("reason"), max_length=200)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    reaches = RELEASE_REACHES
    protection_path = None
    objects = FreeTableQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="reports_threshold_protects", condition=models.Q(value__gte=LEAST_THRESHOLD)),
        ]

    def __str__(self) -> str:
        return str(self.value)


class FreeTable(Labelled, models.Model):
    """A table a statistician asked for between the reports. Once made it is released, and known for all that comes."""

    year = models.PositiveSmallIntegerField(_("year"))
    population = models.CharField(_("counts"), max_length=12, choices=Crossed, default=Crossed.IDENTIFIED)
    down = models.CharField(_("rows"), max_length=12, choices=Grouping)
    across = models.CharField(_("columns"), max_length=12, choices=Grouping)
    figures = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(default=timezone.now)

    closed = True
    reaches = RELEASE_REACHES
    protection_path = None
    objects = FreeTableQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="reports_free_table_crosses_two", condition=~models.Q(down=models.F("across"))),
            models.CheckConstraint(name="reports_free_table_is_divided_so", condition=divided_so()),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.get_down_display()} × {self.get_across_display()}"

    @property
    def ref(self) -> str:
        return f"T{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("reports:table_detail", args=[self.pk])
