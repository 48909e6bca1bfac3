"""Acts for whoever has just proved once more who they are: not for a session left open on a desk (security.md 1.4).

``record`` asks for the proof, and the log's own policy refuses to note one of them without it.
"""

from cmm.audit.enums import AuditAction

EXPORTS = {
    AuditAction.CASE_EXPORTED,
    AuditAction.CONTACTS_TAKEN,
    AuditAction.INVOICE_BASIS_TAKEN,
    AuditAction.OUTREACH_FIGURES_TAKEN,
    AuditAction.REGISTER_EXPORTED,
    AuditAction.SHEET_MADE,
    AuditAction.SUBMISSION_DOWNLOADED,
}
UNMASKING = {AuditAction.ADDRESS_REVEALED, AuditAction.IDENTITY_REVEALED}
ROLES = {
    AuditAction.RESET_ASKED,
    AuditAction.RESET_CONFIRMED,
    AuditAction.ROLE_GIVEN,
    AuditAction.ROLE_PROPOSED,
    AuditAction.ROLE_TAKEN,
    AuditAction.ROLE_TURNED_DOWN,
    AuditAction.USER_INVITED,
    AuditAction.USER_REOPENED,
}
OWN_ACCESS = {AuditAction.FACTOR_ADDED, AuditAction.FACTOR_REMOVED, AuditAction.RECOVERY_CODES_MADE}
DESTROYING = {
    AuditAction.DESTRUCTION_APPROVED,
    AuditAction.DESTRUCTION_PROPOSED,
    AuditAction.HOLD_LIFTED,
    AuditAction.RETENTION_CONFIRMED,
}
MOVING_IN = {AuditAction.LEGACY_REVERSED, AuditAction.LEGACY_STARTED, AuditAction.LEGACY_UPLOADED}
NEEDS_PROOF = frozenset(
    {AuditAction.GLASS_BROKEN, AuditAction.LET_OUT} | MOVING_IN | DESTROYING | EXPORTS | UNMASKING | ROLES | OWN_ACCESS
)
