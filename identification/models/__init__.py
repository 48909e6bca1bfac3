from identification.models.assessment import Assessment
from identification.models.calendar import CalendarKey
from identification.models.consent import Consent
from identification.models.decision import StatusDecision
from identification.models.departure import Departure
from identification.models.event import Event
from identification.models.indicator import Catalogue, Indicator
from identification.models.interview import Interview
from identification.models.letter import Letter
from identification.models.observation import Observation
from identification.models.opinion import SecondOpinion
from identification.models.period import Period, PeriodEvent, PeriodRule
from identification.models.revision import Revision
from identification.models.ruling import Appeal, CourtFinding
from identification.models.support import Support

__all__ = [
    "Appeal",
    "Assessment",
    "CalendarKey",
    "Catalogue",
    "Consent",
    "CourtFinding",
    "Departure",
    "Event",
    "Indicator",
    "Interview",
    "Letter",
    "Observation",
    "Period",
    "PeriodEvent",
    "PeriodRule",
    "Revision",
    "SecondOpinion",
    "StatusDecision",
    "Support",
]
