from identification.models.assessment import Assessment
from identification.models.decision import StatusDecision
from identification.models.indicator import Catalogue, Indicator
from identification.models.interview import Interview
from identification.models.observation import Observation
from identification.models.revision import Revision
from identification.models.support import Support

__all__ = [
    "Assessment",
    "Catalogue",
    "Indicator",
    "Interview",
    "Observation",
    "Revision",
    "StatusDecision",
    "Support",
]
