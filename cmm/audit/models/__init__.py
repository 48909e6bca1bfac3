"""Rows that are added and never changed: acts, changes, readings and security events, and the chain that seals them."""

from cmm.audit.models.chain import Block, Unsealed
from cmm.audit.models.changes import Change, Destruction, History
from cmm.audit.models.entries import AuditEntry, SecurityEvent
from cmm.audit.models.findings import Finding
from cmm.audit.models.readings import Criterion, Reading
from cmm.audit.models.rows import LogRow

__all__ = [
    "AuditEntry",
    "Block",
    "Change",
    "Criterion",
    "Destruction",
    "Finding",
    "History",
    "LogRow",
    "Reading",
    "SecurityEvent",
    "Unsealed",
]
