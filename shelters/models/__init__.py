from shelters.models.address import Address
from shelters.models.daily import HouseNote, Service
from shelters.models.occupancy import Occupancy
from shelters.models.payment import PayerRule, Rate
from shelters.models.placement import Placement
from shelters.models.request import PlacementRequest
from shelters.models.shelter import Shelter
from shelters.models.unit import Unit

__all__ = [
    "Address",
    "HouseNote",
    "Occupancy",
    "PayerRule",
    "Placement",
    "PlacementRequest",
    "Rate",
    "Service",
    "Shelter",
    "Unit",
]
