from shelters.models.address import Address
from shelters.models.approval import Approval
from shelters.models.inspection import Finding, Inspection
from shelters.models.locality import HostMunicipality, Locality
from shelters.models.occupancy import Occupancy
from shelters.models.placement import Placement
from shelters.models.request import PlacementRequest
from shelters.models.shelter import Shelter, Unit

__all__ = [
    "Address",
    "Approval",
    "Finding",
    "HostMunicipality",
    "Inspection",
    "Locality",
    "Occupancy",
    "Placement",
    "PlacementRequest",
    "Shelter",
    "Unit",
]
