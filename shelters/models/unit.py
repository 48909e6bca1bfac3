from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shelters.enums import UnitKind
from shelters.models.shelter import Shelter

MOST_BEDS = 12  # in one room or flat


class InHouse(models.Model):
    """The organisation that runs the house a row belongs to, carried by it as rows under a case carry the case."""

    house_organisation = models.BigIntegerField(editable=False, db_default=0)

    class Meta:
        abstract = True


class Unit(InHouse):
    """One place in a shelter: a bed, a room or a flat that holds one stay at a time, with the children who follow."""

    shelter = models.ForeignKey(Shelter, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(_("name"), max_length=40)
    kind = models.CharField(_("kind of place"), max_length=12, choices=UnitKind, default=UnitKind.BED)
    beds = models.PositiveSmallIntegerField(_("beds"), default=1)
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    active = models.BooleanField(_("in use"), default=True)
    opened_on = models.DateField(null=True, blank=True)  # empty: from before the register

    class Meta:
        ordering = ["shelter", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["shelter", "name"],
                name="shelters_unit_once_in_its_shelter",
                violation_error_code="name",
                violation_error_message=_("The shelter has a place of this name already."),
            ),
            models.CheckConstraint(name="shelters_unit_kind_is_known", condition=Q(kind__in=UnitKind.values)),
            models.CheckConstraint(
                name="shelters_unit_has_beds",
                condition=Q(beds=1) | (Q(beds__range=(1, MOST_BEDS)) & ~Q(kind=UnitKind.BED)),
                violation_error_code="beds",
                violation_error_message=_("A bed is one bed. A room, family room or flat has from 1 to 12."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def takes_family(self) -> bool:
        """Whether children can follow a parent here."""
        return self.beds > 1
