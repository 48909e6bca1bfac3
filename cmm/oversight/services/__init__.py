"""The log's own work, and what its keepers make of it."""

from cmm.oversight.services.copies import make_copy
from cmm.oversight.services.nightly import ask_for_proof, note_patterns, promise_night, verify_log
from cmm.oversight.services.sealing import note_late, promise_sealing, seal_log
from cmm.oversight.services.sheets import make_sheet

__all__ = [
    "ask_for_proof",
    "make_copy",
    "make_sheet",
    "note_late",
    "note_patterns",
    "promise_night",
    "promise_sealing",
    "seal_log",
    "verify_log",
]
