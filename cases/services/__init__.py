"""The verbs of the case."""

from cases.services.assignment import assign_case
from cases.services.codes import add_code, retire_code
from cases.services.ending import close_case, reopen_case
from cases.services.facts import Facts, revise_case
from cases.services.identities import change_identity, record_identity, reveal_identity
from cases.services.inquiries import NewInquiry, close_inquiry, log_inquiry
from cases.services.journal import write_journal
from cases.services.opening import NewCase, open_case
from cases.services.status import move_case, touch

__all__ = [
    "Facts",
    "NewCase",
    "NewInquiry",
    "add_code",
    "assign_case",
    "change_identity",
    "close_case",
    "close_inquiry",
    "log_inquiry",
    "move_case",
    "open_case",
    "record_identity",
    "reopen_case",
    "retire_code",
    "reveal_identity",
    "revise_case",
    "touch",
    "write_journal",
]
