"""The clocks of a case. Pure: the events of a period and the legal version in, the dates and the why out."""

from identification.rules.periods.clock import Clock, clock_of, first_day
from identification.rules.periods.days import legal_day
from identification.rules.periods.derivation import Line, derivation
from identification.rules.periods.events import Act, Event, standing
from identification.rules.periods.support import AfterReturn, after_return, support_derivation, support_until
from identification.rules.periods.versions import LEGAL_VERSIONS, LegalVersion, version_on

__all__ = [
    "LEGAL_VERSIONS",
    "Act",
    "AfterReturn",
    "Clock",
    "Event",
    "LegalVersion",
    "Line",
    "after_return",
    "clock_of",
    "derivation",
    "first_day",
    "legal_day",
    "standing",
    "support_derivation",
    "support_until",
    "version_on",
]
