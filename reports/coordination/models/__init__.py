from reports.coordination.models.forum import Agreement, Contact, Forum
from reports.coordination.models.plan import Activity, ActivityStatus
from reports.coordination.models.report import StatusReport, StatusReportFile

__all__ = ["Activity", "ActivityStatus", "Agreement", "Contact", "Forum", "StatusReport", "StatusReportFile"]
