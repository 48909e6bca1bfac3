from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AuditAction(models.TextChoices):
    """What was done, as noun.past. Stored values are for ever: add, never rename."""

    ADDRESS_REVEALED = "address.revealed", _("Secret address shown")
    ADDRESS_WRITTEN = "address.written", _("Secret address written")
    APPEAL_ENDED = "appeal.ended", _("Outcome of an appeal recorded")
    APPEAL_LODGED = "appeal.lodged", _("Appeal recorded")
    ASSESSMENT_DECIDED = "assessment.decided", _("Assessment decided")
    ASSESSMENT_PREPARED = "assessment.prepared", _("Assessment prepared")
    ASSESSMENT_RETURNED = "assessment.returned", _("Assessment returned for more work")
    ASSESSMENT_REVISED = "assessment.revised", _("Assessment changed")
    ASSESSMENT_SUBMITTED = "assessment.submitted", _("Assessment sent for decision")
    CALENDAR_CLOSED = "calendar.closed", _("Calendar of deadlines closed")
    CALENDAR_FETCHED = "calendar.fetched", _("Calendar of deadlines fetched")
    CALENDAR_OPENED = "calendar.opened", _("Calendar of deadlines given an address")
    CASE_ASSIGNED = "case.assigned", _("Case assigned")
    CASE_CHANGED = "case.changed", _("Case facts changed")
    CASE_MOVED = "case.moved", _("Case status changed")
    CASE_CREATED = "case.created", _("Case created")
    CASE_SHARED = "case.shared", _("Case shared")
    CASE_UNSHARED = "case.unshared", _("Sharing ended")
    CODE_ADDED = "code.added", _("Code added")
    CODE_RETIRED = "code.retired", _("Code retired")
    CONSENT_WITHDRAWN = "consent.withdrawn", _("Consent taken back")
    CONTACT_CONFLICTED = "contact.conflicted", _("Contact sent twice with different content")
    CONTACT_RECORDED = "contact.recorded", _("Contact recorded")
    DOCUMENT_ADDED = "document.added", _("Document added")
    DOCUMENT_READ = "document.read", _("Document fetched")
    DOCUMENT_WITHDRAWN = "document.withdrawn", _("Document withdrawn")
    DUPLICATE_SETTLED = "duplicate.settled", _("Possible duplicate judged")
    EDITION_DOWNLOADED = "edition.downloaded", _("Report file downloaded")
    EDITION_DRAWN = "edition.drawn", _("Report drawn")
    EDITION_PUBLISHED = "edition.published", _("Report published")
    EDITION_REQUESTED = "edition.requested", _("Report requested")
    EVENT_CORRECTED = "event.corrected", _("Event corrected")
    EVENT_RECORDED = "event.recorded", _("Event recorded")
    EVENT_WITHDRAWN = "event.withdrawn", _("Event withdrawn")
    FINDING_CONFIRMED = "finding.confirmed", _("Finding of a court confirmed")
    FINDING_RECORDED = "finding.recorded", _("Finding of a court recorded")
    FINDING_REFUSED = "finding.refused", _("Finding of a court not confirmed")
    GLASS_BROKEN = "glass.broken", _("Emergency access opened")
    GLASS_ENDED = "glass.ended", _("Emergency access ended")
    GLASS_REVIEWED = "glass.reviewed", _("Emergency access reviewed")
    HISTORY_LOADED = "history.loaded", _("Historical counts loaded")
    IDENTITY_CHANGED = "identity.changed", _("Identity changed")
    IDENTITY_RECORDED = "identity.recorded", _("Identity recorded")
    IDENTITY_REVEALED = "identity.revealed", _("Identity shown")
    INDICATOR_CHANGED = "indicator.changed", _("Indicator changed")
    INDICATOR_RETIRED = "indicator.retired", _("Indicator retired")
    INQUIRY_CLOSED = "inquiry.closed", _("Inquiry ended without a case")
    INQUIRY_LOGGED = "inquiry.logged", _("Inquiry logged")
    INTERVIEW_RECORDED = "interview.recorded", _("Interview recorded")
    JOB_RETRIED = "job.retried", _("Job started again")
    JOURNAL_WRITTEN = "journal.written", _("Journal entry written")
    INVOICE_BASIS_TAKEN = "invoice_basis.taken", _("Basis of invoices fetched")
    LETTER_MADE = "letter.made", _("Letter made")
    LETTER_READ = "letter.read", _("Letter read")
    LETTER_SENT = "letter.sent", _("Letter given or sent")
    LOG_READ = "log.read", _("Log read")
    OBSERVATION_CORRECTED = "observation.corrected", _("Observation corrected")
    OBSERVATION_RECORDED = "observation.recorded", _("Observation recorded")
    OBSERVATION_WITHDRAWN = "observation.withdrawn", _("Observation withdrawn")
    OPINION_GIVEN = "opinion.given", _("Second opinion given")
    ORGANISATION_CHANGED = "organisation.changed", _("Organisation changed")
    PASSWORD_CHANGED = "password.changed", _("Password changed")
    PAYER_RULE_CHANGED = "payer_rule.changed", _("Rule of who pays changed")
    PAYER_SETTLED = "payer.settled", _("Payer settled")
    PERIOD_ACT_RECORDED = "period.act_recorded", _("Act in a period recorded")
    PERIOD_CORRECTED = "period.corrected", _("Period corrected")
    PERIOD_EXTENDED = "period.extended", _("Period extended")
    PERIOD_OFFERED = "period.offered", _("Period offered")
    PERIOD_RULE_CHANGED = "period_rule.changed", _("Rule of periods changed")
    PERSON_SEARCHED = "person.searched", _("Person searched for")
    PLACEMENT_CHANGED = "placement.changed", _("Stay changed")
    PLACEMENT_ENDED = "placement.ended", _("Stay ended")
    PLACEMENT_MOVED = "placement.moved", _("Person moved to another place")
    PLACEMENT_RELEASED = "placement.released", _("Place given back, the person never came")
    PURPOSE_STATED = "purpose.stated", _("Purpose of opening a case stated")
    RATE_CHANGED = "rate.changed", _("Rate of a shelter changed")
    REFERRAL_ANSWERED = "referral.answered", _("Answer to a referral recorded")
    REFERRAL_ENDED = "referral.ended", _("Referral done or revoked")
    REFERRAL_SENT = "referral.sent", _("Referral sent")
    REFUSAL_RECORDED = "refusal.recorded", _("Anonymous record made")
    REPRESENTATIVE_ENDED = "representative.ended", _("Representative ended")
    REPRESENTATIVE_RECORDED = "representative.recorded", _("Representative recorded")
    REQUEST_ANSWERED = "request.answered", _("Request for a place answered")
    REQUEST_SENT = "request.sent", _("Place requested")
    REQUEST_WITHDRAWN = "request.withdrawn", _("Request for a place withdrawn")
    ROLE_GIVEN = "role.given", _("Role given")
    ROLE_TAKEN = "role.taken", _("Role taken away")
    ROUND_ENDED = "round.ended", _("Round ended")
    ROUND_MOVED = "round.moved", _("Round moved to another venue")
    ROUND_STARTED = "round.started", _("Round started")
    SAFETY_WRITTEN = "safety.written", _("Safety note written")
    SHEET_MADE = "sheet.made", _("Sheet “who has seen my case” made")
    SHELTER_CHANGED = "shelter.changed", _("Shelter changed")
    SHELTER_OPENED = "shelter.opened", _("Shelter opened")
    SUPPORT_REMOVED = "support.removed", _("Support removed from an assessment")
    TASK_ADDED = "task.added", _("Task added")
    TASK_DONE = "task.done", _("Task done")
    TASK_MOVED = "task.moved", _("Task moved")
    UNIT_ADDED = "unit.added", _("Place added to a shelter")
    UNIT_CHANGED = "unit.changed", _("Place of a shelter changed")
    USER_CLOSED = "user.closed", _("Account closed")
    USER_CREATED = "user.created", _("Account created")
    USER_REOPENED = "user.reopened", _("Account opened again")
    VENUE_ADDED = "venue.added", _("Venue added")
    VICTIM_PLACED = "victim.placed", _("Person placed")
    WALL_LIFTED = "wall.lifted", _("Wall lifted")
    WALL_RAISED = "wall.raised", _("Wall raised")


class EventKind(models.TextChoices):
    """Security events, written on a connection of their own so that a rollback keeps them."""

    LOGGED_IN = "login.succeeded", _("Logged in")
    LOGGED_OUT = "login.ended", _("Logged out")
    LOGIN_FAILED = "login.failed", _("Log-in failed")
    REFUSED = "access.refused", _("Access refused")
    GLASS_HELD = "glass.held", _("Emergency access refused")
    FILE_UNREADABLE = "file.unreadable", _("A stored file is missing or changed")
    REANCHORED = "chain.reanchored", _("Anchors of the log were missing and are written anew")


class Stream(models.TextChoices):
    """The streams of the log. Each row of each of them ends in a block of the chain."""

    ACT = "act", _("Acts")
    CHANGE = "change", _("Changes in the database")
    READING = "reading", _("Readings")
    EVENT = "event", _("Security events")
    DESTRUCTION = "destruction", _("Destructions")


class Operation(models.TextChoices):
    INSERT = "insert", _("Added")
    UPDATE = "update", _("Changed")
    DELETE = "delete", _("Deleted")


class FindingKind(models.TextChoices):
    """What a nightly look through the log is for."""

    CHAIN = "chain", _("Whether the log is whole")
    PATTERNS = "patterns", _("Whose look-ups differ from those of their colleagues")


class Surface(models.TextChoices):
    """Where a person was seen."""

    PAGE = "page", _("On a page")
    LIST = "list", _("In a list")
    SEARCH = "search", _("In a search")
    SUGGESTION = "suggestion", _("Among suggestions while typing")
    DOCUMENT = "document", _("In a document")
    EXPORT = "export", _("In a file of data")


class Basis(models.TextChoices):
    """What opened a row to its reader: the reach of the policy table, or a grant. Own work comes first."""

    ASSIGNED = "assigned", _("Own case")
    RESIDENT = "resident", _("Own resident")
    COMPETENT = "competent", _("Competent authority")
    REFERRED_BY = "referred_by", _("Own referral")
    OWN_ORGANISATION = "own_organisation", _("Own organisation")
    CASEWORK = "casework", _("Caseworker at CMM")
    GLASS = "glass", _("Emergency access")
    ALL = "all", _("Data protection officer")
    GRANT = "grant", _("Access given to this case")


class Purpose(models.TextChoices):
    """What somebody looked for. The person it concerns may be told; who looked, they are not."""

    CASEWORK = "casework", _("Casework")
    DECISION = "decision", _("Decision")
    ACCOMMODATION = "accommodation", _("Accommodation")
    OUTREACH = "outreach", _("Outreach work")
    REFERRAL = "referral", _("Following an own referral")
    SUPERVISION = "supervision", _("Quality and supervision")
    ACCESS_REQUEST = "access_request", _("Request for access")
    STAND_IN = "stand_in", _("Standing in for the contact person")
    CONTACTED = "contacted", _("The person or an authority got in touch")
    EMERGENCY = "emergency", _("Emergency access")
    OTHER = "other", pgettext_lazy("purpose", "Other")
