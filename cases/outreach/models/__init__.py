from cases.outreach.models.contacts import Contact
from cases.outreach.models.rounds import Round
from cases.outreach.models.sealed import Phone, SealedContact, SealingKey
from cases.outreach.models.venues import Venue

__all__ = ["Contact", "Phone", "Round", "SealedContact", "SealingKey", "Venue"]
