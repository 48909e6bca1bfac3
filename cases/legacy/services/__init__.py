"""The verbs of moving in."""

from cases.legacy.services.batches import drop_batch, map_batch, reverse_batch, settle_batch, start_batch, upload_batch
from cases.legacy.services.running import move_in

__all__ = [
    "drop_batch",
    "map_batch",
    "move_in",
    "reverse_batch",
    "settle_batch",
    "start_batch",
    "upload_batch",
]
