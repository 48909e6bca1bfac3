from reports.services.disclosing import set_threshold
from reports.services.drawing import draw_edition
from reports.services.editions import record_download, redraw_edition, request_edition
from reports.services.exporting import export_case
from reports.services.external import confirm_external_count, correct_external_count, record_external_count
from reports.services.history import load_history
from reports.services.releasing import approve_edition, publish_edition, seal_edition
from reports.services.submissions import (
    make_submission,
    record_submission_download,
    release_submission,
    request_submission,
)
from reports.services.tables import release_table

__all__ = [
    "approve_edition",
    "confirm_external_count",
    "correct_external_count",
    "draw_edition",
    "export_case",
    "load_history",
    "make_submission",
    "publish_edition",
    "record_download",
    "record_external_count",
    "record_submission_download",
    "redraw_edition",
    "release_submission",
    "release_table",
    "request_edition",
    "request_submission",
    "seal_edition",
    "set_threshold",
]
