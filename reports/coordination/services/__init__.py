"""The verbs of the coordination."""

from reports.coordination.services.forums import (
    NewAgreement,
    NewContact,
    NewForum,
    add_contact,
    add_forum,
    agree,
    change_forum,
    confirm_contact,
    end_contact,
    settle_agreement,
)
from reports.coordination.services.plan import (
    NewActivity,
    NewStatus,
    add_activity,
    change_activity,
    confirm_status,
    write_status,
)
from reports.coordination.services.reporting import fetch_status_report, request_status_report

__all__ = [
    "NewActivity",
    "NewAgreement",
    "NewContact",
    "NewForum",
    "NewStatus",
    "add_activity",
    "add_contact",
    "add_forum",
    "agree",
    "change_activity",
    "change_forum",
    "confirm_contact",
    "confirm_status",
    "end_contact",
    "fetch_status_report",
    "request_status_report",
    "settle_agreement",
    "write_status",
]
