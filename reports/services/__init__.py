from reports.services.drawing import draw_edition
from reports.services.editions import record_download, redraw_edition, request_edition
from reports.services.external import confirm_external_count, correct_external_count, record_external_count
from reports.services.history import load_history
from reports.services.releasing import approve_edition, publish_edition, seal_edition

__all__ = [
    "approve_edition",
    "confirm_external_count",
    "correct_external_count",
    "draw_edition",
    "load_history",
    "publish_edition",
    "record_download",
    "record_external_count",
    "redraw_edition",
    "request_edition",
    "seal_edition",
]
