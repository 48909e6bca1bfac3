"""Text in, clean values out."""

from followup.forms.claims import ClaimForm, DecideForm
from followup.forms.criminal import CriminalForm
from followup.forms.returning import ReturnEventForm, ReturnForm
from followup.forms.sharing import ShareAnswerForm, ShareForm
from followup.forms.support import SupportForm
from followup.forms.withdrawing import WithdrawForm

__all__ = [
    "ClaimForm",
    "CriminalForm",
    "DecideForm",
    "ReturnEventForm",
    "ReturnForm",
    "ShareAnswerForm",
    "ShareForm",
    "SupportForm",
    "WithdrawForm",
]
