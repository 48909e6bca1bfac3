from cases.outreach.models.activities import Activity
from cases.outreach.models.contacts import Contact, ContactVersion
from cases.outreach.models.hours import ServiceHours
from cases.outreach.models.incidents import Incident
from cases.outreach.models.rounds import Round
from cases.outreach.models.stops import Handout, Visit
from cases.outreach.models.venues import Venue

__all__ = ["Activity", "Contact", "ContactVersion", "Handout", "Incident", "Round", "ServiceHours", "Venue", "Visit"]
