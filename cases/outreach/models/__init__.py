from cases.outreach.models.activities import Activity
from cases.outreach.models.contacts import Contact, ContactVersion
from cases.outreach.models.hours import ServiceHours
from cases.outreach.models.imports import ImportBatch
from cases.outreach.models.incidents import Incident
from cases.outreach.models.looks import PhoneLook
from cases.outreach.models.notes import StatusNote, StatusNoteFile
from cases.outreach.models.referrals import ReferredContact
from cases.outreach.models.rounds import Round
from cases.outreach.models.sealed import Phone, SealedContact, SealingKey
from cases.outreach.models.stops import Handout, Visit
from cases.outreach.models.venues import Venue

__all__ = [
    "Activity", "Contact", "ContactVersion", "Handout", "ImportBatch", "Incident", "Phone", "PhoneLook",
    "ReferredContact", "Round", "SealedContact", "SealingKey", "ServiceHours", "StatusNote", "StatusNoteFile",
    "Venue", "Visit",
]  # fmt: skip
