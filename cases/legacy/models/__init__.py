from cases.legacy.models.batch import Batch
from cases.legacy.models.past import Past

__all__ = ["Batch", "Past"]
