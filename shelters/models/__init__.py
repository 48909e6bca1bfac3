from shelters.models.address import Address
from shelters.models.daily import HouseNote, Service
from shelters.models.occupancy import Occupancy
from shelters.models.placement import Placement
from shelters.models.request import PlacementRequest
from shelters.models.shelter import Shelter, Unit

__all__ = ["Address", "HouseNote", "Occupancy", "Placement", "PlacementRequest", "Service", "Shelter", "Unit"]
