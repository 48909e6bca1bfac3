from cases.merging.models.ledger import MovedRow
from cases.merging.models.merge import Merge
from cases.merging.models.notice import Notice

__all__ = ["Merge", "MovedRow", "Notice"]
