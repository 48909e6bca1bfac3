from followup.models.claim import Claim
from followup.models.criminal import CriminalEvent
from followup.models.returning import PreparedReturn, ReturnEvent
from followup.models.share import SharedFile
from followup.models.support import SupportItem

__all__ = ["Claim", "CriminalEvent", "PreparedReturn", "ReturnEvent", "SharedFile", "SupportItem"]
