from cmm.audit.enums.acts import AuditAction
from cmm.audit.enums.readings import Basis, Purpose, Surface
from cmm.audit.enums.streams import EventKind, FindingKind, Operation, Stream

__all__ = ["AuditAction", "Basis", "EventKind", "FindingKind", "Operation", "Purpose", "Stream", "Surface"]
