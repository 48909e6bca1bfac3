from django.db import models

from cases.models import Handover
from cases.outreach.models.contacts import Contact
from cmm.accounts.scoping import ReachQuerySet


class ReferredContact(models.Model):
    """Somebody once met was referred to CMM. The contact stays as it was recorded; whoever may see it sees this.

    CMM sees what was referred, and no contact; the organisation sees no case.
    """

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="referred")
    handover = models.OneToOneField(Handover, on_delete=models.PROTECT, related_name="+")

    part_of = "contact"
    objects = ReachQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.contact_id} {self.handover_id}"
