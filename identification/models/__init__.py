from identification.models.assessment import Assessment
from identification.models.decision import StatusDecision
from identification.models.indicator import Catalogue, Indicator
from identification.models.interview import Interview
from identification.models.revision import Revision

__all__ = ["Assessment", "Catalogue", "Indicator", "Interview", "Revision", "StatusDecision"]
