from django.db import models

from cmm.core.labels import Labelled
from reports.enums import Certainty
from reports.querysets import HistoricalCountQuerySet
from reports.scoping import HISTORY_REACHES


class HistoricalSource(models.Model):
    """A publication that figures from before the register were taken from."""

    key = models.CharField(max_length=40, unique=True)
    publisher = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=300)
    seen_on = models.CharField(max_length=10, blank=True)
    note = models.CharField(max_length=200, blank=True)
    note_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"


class HistoricalCount(Labelled, models.Model):
    """One published figure as its source prints it; masked or merely described ones have no value."""

    source = models.ForeignKey(HistoricalSource, on_delete=models.PROTECT, related_name="counts")
    file = models.CharField(max_length=60)
    line = models.PositiveIntegerField()
    population = models.CharField(max_length=40)
    dimension = models.CharField(max_length=40)
    category = models.CharField(max_length=80)
    crossed = models.BooleanField(default=False)
    year = models.PositiveSmallIntegerField()
    value = models.PositiveIntegerField(null=True)
    printed = models.CharField(max_length=120)
    certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.STATED)
    note = models.CharField(max_length=200, blank=True)

    objects = HistoricalCountQuerySet.as_manager()
    reaches = HISTORY_REACHES
    protection_path = None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "line"], name="reports_one_count_a_line"),
            models.CheckConstraint(
                name="reports_masked_count_has_no_value",
                condition=models.Q(value__isnull=True) | ~models.Q(printed__startswith="<"),
            ),
        ]
        indexes = [models.Index(fields=["population", "dimension", "year"], name="reports_count_heading")]

    def __str__(self) -> str:
        return f"{self.population} {self.dimension} {self.category} {self.year}: {self.printed}"
