"""The verbs of the case."""

from cases.services.assignment import NotAll, Picked, assign_case, assign_cases
from cases.services.changeovers import accept_case, decline_case, offer_case, take_back_offer
from cases.services.codes import add_code, retire_code
from cases.services.covers import NewCover, end_cover, give_cover
from cases.services.disclosures import NewDisclosure, record_disclosure
from cases.services.documents import add_document, promise_sweep, read_document, sweep_files, withdraw_document
from cases.services.duplicates import find_duplicates, settle_duplicate
from cases.services.ending import close_case, reopen_case
from cases.services.facts import Facts, revise_case
from cases.services.glasses import break_glass, end_glass, review_glass
from cases.services.grants import end_grant, give_access
from cases.services.handovers import (
    NewHandover,
    accept_handover,
    hand_over,
    heed_withdrawal,
    refuse_handover,
    tie_handover,
    withdraw_handover,
)
from cases.services.identities import change_identity, record_identity, reveal_identity
from cases.services.inquiries import NewInquiry, close_inquiry, log_inquiry
from cases.services.journal import write_journal
from cases.services.opening import NewCase, open_case, open_cases
from cases.services.purposes import state_purpose
from cases.services.referrals import (
    NewReferral,
    answer_referral,
    finish_referral,
    revoke_referral,
    send_referral,
    withdraw_referral_consent,
)
from cases.services.refusals import NewRefusal, record_refusal
from cases.services.safety import end_representative, record_representative, write_safety_note
from cases.services.searching import refill_search, search_persons
from cases.services.status import move_case, touch
from cases.services.tasks import NewTask, add_task, complete_task, move_task
from cases.services.walls import lift_wall, raise_wall

__all__ = [
    "Facts",
    "NewCase",
    "NewCover",
    "NewDisclosure",
    "NewHandover",
    "NewInquiry",
    "NewReferral",
    "NewRefusal",
    "NewTask",
    "NotAll",
    "Picked",
    "accept_case",
    "accept_handover",
    "add_code",
    "add_document",
    "add_task",
    "answer_referral",
    "assign_case",
    "assign_cases",
    "break_glass",
    "change_identity",
    "close_case",
    "close_inquiry",
    "complete_task",
    "decline_case",
    "end_cover",
    "end_glass",
    "end_grant",
    "end_representative",
    "find_duplicates",
    "finish_referral",
    "give_access",
    "give_cover",
    "hand_over",
    "heed_withdrawal",
    "lift_wall",
    "log_inquiry",
    "move_case",
    "move_task",
    "offer_case",
    "open_case",
    "open_cases",
    "promise_sweep",
    "raise_wall",
    "read_document",
    "record_disclosure",
    "record_identity",
    "record_refusal",
    "record_representative",
    "refill_search",
    "refuse_handover",
    "reopen_case",
    "retire_code",
    "reveal_identity",
    "review_glass",
    "revise_case",
    "revoke_referral",
    "search_persons",
    "send_referral",
    "settle_duplicate",
    "state_purpose",
    "sweep_files",
    "take_back_offer",
    "tie_handover",
    "touch",
    "withdraw_document",
    "withdraw_handover",
    "withdraw_referral_consent",
    "write_journal",
    "write_safety_note",
]
