"""Somebody met on the street is referred to CMM."""

from django.db import transaction

from cases.models import Handover
from cases.outreach.models import Contact, ReferredContact
from cases.outreach.rules import check_no_numbers
from cases.services import NewHandover, hand_over
from cmm.accounts.models import User
from cmm.accounts.scoping import require


@transaction.atomic
def refer(*, actor: User, new: NewHandover, contact: Contact | None = None) -> Handover:
    """CMM is told what the person said yes to. The contact it grew out of stays as it was, and stays with us.

    Raises RuleError, Conflict.
    """
    if contact is not None:
        require(actor, "view", contact)
    check_no_numbers(new.note, field="note")
    handover = hand_over(actor=actor, new=new)
    if contact is not None:
        ReferredContact.objects.get_or_create(handover=handover, defaults={"contact": contact})
    return handover
