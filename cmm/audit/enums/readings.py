"""Where a person was seen, by what right and what for."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
    GUEST_OF_MINE = "guest_of_mine", _("House of somebody in an own case")
    GUEST_OF_OURS = "guest_of_ours", _("House of somebody the authority decides about")
    SUPERVISED_BY_US = "supervised_by_us", _("House the authority supervises")
    COMPETENT = "competent", _("Competent authority")
    REFERRED_BY = "referred_by", _("Own referral")
    RECEIVED = "received", _("Shared with their organisation")
    RECORDED = "recorded", _("Recorded by themselves")
    OFFERED_TO = "offered_to", _("Asked to take the case")
    OWN_SEALED = "own_sealed", _("Sent from their own phone")
    OWN_ORGANISATION = "own_organisation", _("Own organisation")
    COVER = "cover", _("Covers for a colleague")
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
