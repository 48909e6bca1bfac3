from cases.models.case import Case, CaseGroupGrant, CaseUserGrant, Victim
from cases.models.changeover import Changeover
from cases.models.code import Code
from cases.models.disclosure import Disclosure
from cases.models.document import Document
from cases.models.duplicate import DuplicateProposal
from cases.models.glass import BrokenGlass
from cases.models.handover import Handover
from cases.models.identity import Identity
from cases.models.inquiry import Inquiry
from cases.models.journal import JournalEntry
from cases.models.purpose import StatedPurpose
from cases.models.referral import Referral
from cases.models.refusal import Refusal
from cases.models.safety import Representative, SafetyNote
from cases.models.search import PersonSearch
from cases.models.task import Task
from cases.models.under_case import UnderCase
from cases.models.wall import Wall

__all__ = [
    "BrokenGlass",
    "Case",
    "CaseGroupGrant",
    "CaseUserGrant",
    "Changeover",
    "Code",
    "Disclosure",
    "Document",
    "DuplicateProposal",
    "Handover",
    "Identity",
    "Inquiry",
    "JournalEntry",
    "PersonSearch",
    "Referral",
    "Refusal",
    "Representative",
    "SafetyNote",
    "StatedPurpose",
    "Task",
    "UnderCase",
    "Victim",
    "Wall",
]
