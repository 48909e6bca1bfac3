from shelters.models.address import Address
from shelters.models.approval import Approval
from shelters.models.closure import Closure
from shelters.models.correction import Correction
from shelters.models.daily import HouseNote, Service
from shelters.models.inspection import Finding, Inspection
from shelters.models.locality import HostMunicipality, Locality
from shelters.models.occupancy import Occupancy
from shelters.models.payment import PayerRule, Rate
from shelters.models.placement import Placement
from shelters.models.request import PlacementRequest
from shelters.models.shelter import Shelter
from shelters.models.unit import Unit

__all__ = [
    "Address",
    "Approval",
    "Closure",
    "Correction",
    "Finding",
    "HostMunicipality",
    "HouseNote",
    "Inspection",
    "Locality",
    "Occupancy",
    "PayerRule",
    "Placement",
    "PlacementRequest",
    "Rate",
    "Service",
    "Shelter",
    "Unit",
]
