from identification.followup.models.claim import Claim
from identification.followup.models.criminal import CriminalEvent
from identification.followup.models.returning import PreparedReturn, ReturnEvent
from identification.followup.models.share import SharedFile
from identification.followup.models.support import SupportItem

__all__ = ["Claim", "CriminalEvent", "PreparedReturn", "ReturnEvent", "SharedFile", "SupportItem"]
