from shelters.models.placement import Placement
from shelters.models.request import PlacementRequest
from shelters.models.shelter import Shelter, Unit

__all__ = ["Placement", "PlacementRequest", "Shelter", "Unit"]
