"""The verbs of what comes after the decision."""

from identification.followup.services.claims import NewClaim, decide_claim, record_claim
from identification.followup.services.criminal import NewCriminalEvent, record_criminal_event
from identification.followup.services.keeping import withdraw_row
from identification.followup.services.returning import NewReturn, prepare_return, record_return_event
from identification.followup.services.sharing import NewShare, answer_shared, share_file
from identification.followup.services.support import NewSupport, add_support, change_support

__all__ = [
    "NewClaim",
    "NewCriminalEvent",
    "NewReturn",
    "NewShare",
    "NewSupport",
    "add_support",
    "answer_shared",
    "change_support",
    "decide_claim",
    "prepare_return",
    "record_claim",
    "record_criminal_event",
    "record_return_event",
    "share_file",
    "withdraw_row",
]
