from cases.outreach.models.contacts import Contact
from cases.outreach.models.hours import ServiceHours
from cases.outreach.models.rounds import Round
from cases.outreach.models.venues import Venue

__all__ = ["Contact", "Round", "ServiceHours", "Venue"]
