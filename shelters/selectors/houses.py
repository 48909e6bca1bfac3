"""What the pages that keep the houses need."""

from django.db.models import Max

from cmm.accounts.enums import Capability
from cmm.accounts.models import Organisation
from cmm.accounts.querysets import OrganisationQuerySet
from cmm.core.danish import danish
from shelters.models import Closure, Shelter, Unit

STEP = 10  # so that a place can be put between two others


def running_shelters() -> OrganisationQuerySet:
    """Organisations that may run a house, by name."""
    rows: OrganisationQuerySet = Organisation.objects.filter(capabilities__contains=[Capability.SHELTERS])
    return rows.order_by(danish("name_da"), "pk")


def next_position(shelter: Shelter) -> int:
    """Where the next place stands: after the last."""
    return min(9999, (shelter.units.aggregate(last=Max("position"))["last"] or 0) + STEP)


def closure_of(shelter: Shelter, pk: int) -> Closure | None:
    """Nights on which a place of this house and no other is out of use."""
    return Closure.objects.filter(unit__shelter=shelter, pk=pk).select_related("unit__shelter").first()


def unit_of(shelter: Shelter, pk: int) -> Unit | None:
    """A place of this house and no other."""
    found: Unit | None = shelter.units.filter(pk=pk).select_related("shelter").first()
    return found
