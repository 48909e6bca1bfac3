from reports.services.drawing import draw_edition
from reports.services.editions import publish_edition, record_download, redraw_edition, request_edition
from reports.services.history import load_history

__all__ = ["draw_edition", "load_history", "publish_edition", "record_download", "redraw_edition", "request_edition"]
