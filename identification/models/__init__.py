from identification.models.assessment import Assessment
from identification.models.consent import Consent
from identification.models.decision import StatusDecision
from identification.models.event import Event
from identification.models.indicator import Catalogue, Indicator
from identification.models.interview import Interview
from identification.models.letter import Letter
from identification.models.observation import Observation
from identification.models.opinion import SecondOpinion
from identification.models.revision import Revision
from identification.models.support import Support

__all__ = [
    "Assessment",
    "Catalogue",
    "Consent",
    "Event",
    "Indicator",
    "Interview",
    "Letter",
    "Observation",
    "Revision",
    "SecondOpinion",
    "StatusDecision",
    "Support",
]
