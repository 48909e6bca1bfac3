from identification.models.assessment import Assessment
from identification.models.decision import StatusDecision
from identification.models.interview import Interview
from identification.models.letter import Letter
from identification.models.revision import Revision

__all__ = ["Assessment", "Interview", "Letter", "Revision", "StatusDecision"]
