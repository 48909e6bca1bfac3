from reports.services.drawing import draw_edition
from reports.services.editions import record_download, redraw_edition, request_edition
from reports.services.history import load_history
from reports.services.releasing import approve_edition, publish_edition, seal_edition

__all__ = [
    "approve_edition",
    "draw_edition",
    "load_history",
    "publish_edition",
    "record_download",
    "redraw_edition",
    "request_edition",
    "seal_edition",
]
