"""Text in, clean values out."""

from identification.followup.forms.claims import ClaimForm, DecideForm
from identification.followup.forms.criminal import CriminalForm
from identification.followup.forms.returning import ReturnEventForm, ReturnForm
from identification.followup.forms.sharing import ShareAnswerForm, ShareForm
from identification.followup.forms.support import SupportForm
from identification.followup.forms.withdrawing import WithdrawForm

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
