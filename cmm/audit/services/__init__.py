"""Writing the log. Reading it is in ``selectors``."""

from cmm.audit.services.destruction import destroy_criteria, destroy_history
from cmm.audit.services.entries import note_event, record, record_all
from cmm.audit.services.findings import keep_finding
from cmm.audit.services.readings import Lately, Search, Seen, write_readings

__all__ = [
    "Lately",
    "Search",
    "Seen",
    "destroy_criteria",
    "destroy_history",
    "keep_finding",
    "note_event",
    "record",
    "record_all",
    "write_readings",
]
