from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models

from shelters.models.placement import Placement
from shelters.models.unit import Unit
from shelters.querysets import OccupancyQuerySet


class Occupancy(models.Model):
    """A place is taken for some nights, and nothing says by whom: what everybody may count who counts places.

    A trigger on the stays writes it and nobody else may.
    """

    placement = models.OneToOneField(Placement, on_delete=models.DO_NOTHING, primary_key=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.DO_NOTHING, related_name="occupancies")
    stay = DateRangeField()

    objects = OccupancyQuerySet.as_manager()

    class Meta:
        indexes = [GistIndex(fields=["stay"], name="shelters_nights_by_days")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.stay}"
