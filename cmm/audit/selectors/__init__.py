"""Reading the log."""

from cmm.audit.selectors.entries import entries, security_events
from cmm.audit.selectors.readings import (
    case_called,
    look_ups,
    opened_by,
    openings_of,
    patterns,
    readings,
    readings_about,
    refs_of,
)

__all__ = [
    "case_called",
    "entries",
    "look_ups",
    "opened_by",
    "openings_of",
    "patterns",
    "readings",
    "readings_about",
    "refs_of",
    "security_events",
]
