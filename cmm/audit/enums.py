from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditAction(models.TextChoices):
    """What was done, as noun.past. Stored values are for ever: add, never rename."""

    ASSESSMENT_DECIDED = "assessment.decided", _("Assessment decided")
    ASSESSMENT_PREPARED = "assessment.prepared", _("Assessment prepared")
    ASSESSMENT_RETURNED = "assessment.returned", _("Assessment returned for more work")
    ASSESSMENT_REVISED = "assessment.revised", _("Assessment changed")
    ASSESSMENT_SUBMITTED = "assessment.submitted", _("Assessment sent for decision")
    CASE_ASSIGNED = "case.assigned", _("Case assigned")
    CASE_LISTED = "case.listed", _("Cases shown in a list")
    CASE_MOVED = "case.moved", _("Case status changed")
    CASE_OPENED = "case.opened", _("Case opened for reading")
    CASE_CREATED = "case.created", _("Case created")
    CASE_SHARED = "case.shared", _("Case shared")
    CASE_UNSHARED = "case.unshared", _("Sharing ended")
    CODE_ADDED = "code.added", _("Code added")
    CODE_RETIRED = "code.retired", _("Code retired")
    CONTACT_CONFLICTED = "contact.conflicted", _("Contact sent twice with different content")
    CONTACT_RECORDED = "contact.recorded", _("Contact recorded")
    EDITION_DOWNLOADED = "edition.downloaded", _("Report file downloaded")
    EDITION_DRAWN = "edition.drawn", _("Report drawn")
    EDITION_PUBLISHED = "edition.published", _("Report published")
    EDITION_REQUESTED = "edition.requested", _("Report requested")
    HISTORY_LOADED = "history.loaded", _("Historical counts loaded")
    INQUIRY_CLOSED = "inquiry.closed", _("Inquiry ended without a case")
    INQUIRY_LOGGED = "inquiry.logged", _("Inquiry logged")
    INQUIRY_OPENED = "inquiry.opened", _("Inquiry opened for reading")
    INTERVIEW_RECORDED = "interview.recorded", _("Interview recorded")
    JOB_RETRIED = "job.retried", _("Job started again")
    JOURNAL_WRITTEN = "journal.written", _("Journal entry written")
    LOG_READ = "log.read", _("Log read")
    ORGANISATION_CHANGED = "organisation.changed", _("Organisation changed")
    PASSWORD_CHANGED = "password.changed", _("Password changed")
    PLACEMENT_ENDED = "placement.ended", _("Stay ended")
    PLACEMENT_MOVED = "placement.moved", _("Person moved to another place")
    PLACEMENT_OPENED = "placement.opened", _("Stay opened for reading")
    PLACEMENT_LISTED = "placement.listed", _("Stays shown in a list")
    REQUEST_ANSWERED = "request.answered", _("Request for a place answered")
    REQUEST_OPENED = "request.opened", _("Request for a place opened for reading")
    REQUEST_SENT = "request.sent", _("Place requested")
    ROLE_GIVEN = "role.given", _("Role given")
    ROLE_TAKEN = "role.taken", _("Role taken away")
    ROUND_ENDED = "round.ended", _("Round ended")
    ROUND_STARTED = "round.started", _("Round started")
    USER_CLOSED = "user.closed", _("Account closed")
    USER_CREATED = "user.created", _("Account created")
    USER_REOPENED = "user.reopened", _("Account opened again")
    VICTIM_PLACED = "victim.placed", _("Person placed")


class EventKind(models.TextChoices):
    """Security events, written on a connection of their own so that a rollback keeps them."""

    LOGGED_IN = "login.succeeded", _("Logged in")
    LOGGED_OUT = "login.ended", _("Logged out")
    LOGIN_FAILED = "login.failed", _("Log-in failed")
    REFUSED = "access.refused", _("Access refused")
