from identification.models.assessment import Assessment
from identification.models.calendar import CalendarKey
from identification.models.decision import StatusDecision
from identification.models.interview import Interview
from identification.models.period import Period, PeriodEvent, PeriodRule
from identification.models.revision import Revision

__all__ = [
    "Assessment",
    "CalendarKey",
    "Interview",
    "Period",
    "PeriodEvent",
    "PeriodRule",
    "Revision",
    "StatusDecision",
]
