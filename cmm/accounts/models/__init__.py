from cmm.accounts.models.factors import Passkey, RecoveryCode, Totp
from cmm.accounts.models.invitations import Invitation, OutsideLogin
from cmm.accounts.models.people import Cover, Organisation, PolicyLine, RoleAssignment, User
from cmm.accounts.models.proposals import RoleProposal
from cmm.accounts.models.sessions import Device, Guess, Session, Ticket

__all__ = [
    "Cover",
    "Device",
    "Guess",
    "Invitation",
    "Organisation",
    "OutsideLogin",
    "Passkey",
    "PolicyLine",
    "RecoveryCode",
    "RoleAssignment",
    "RoleProposal",
    "Session",
    "Ticket",
    "Totp",
    "User",
]
