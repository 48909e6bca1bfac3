"""Reading the log."""

from cmm.audit.selectors.chain import findings, head
from cmm.audit.selectors.colleagues import opened_by, patterns, persons_seen
from cmm.audit.selectors.entries import entries, security_events
from cmm.audit.selectors.persons import look_ups, readings_about, seen_by
from cmm.audit.selectors.readings import case_called, openings_of, readings, refs_of

__all__ = [
    "case_called",
    "entries",
    "findings",
    "head",
    "look_ups",
    "opened_by",
    "openings_of",
    "patterns",
    "persons_seen",
    "readings",
    "readings_about",
    "refs_of",
    "security_events",
    "seen_by",
]
