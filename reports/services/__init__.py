from reports.services.disclosing import set_threshold
from reports.services.drawing import draw_edition
from reports.services.editions import record_download, redraw_edition, request_edition
from reports.services.history import load_history
from reports.services.releasing import approve_edition, publish_edition, seal_edition
from reports.services.tables import release_table

__all__ = [
    "approve_edition",
    "draw_edition",
    "load_history",
    "publish_edition",
    "record_download",
    "redraw_edition",
    "release_table",
    "request_edition",
    "seal_edition",
    "set_threshold",
]
