"""What the phones keep from the leader."""

from typing import Any

from django.utils import timezone

from cases.outreach.models import Phone, SealedContact
from cases.outreach.models.sealed import LATE


def waiting_long(user: Any) -> dict[str, Any]:
    """The phones on which something has waited for more than 24 hours, and the contacts put aside."""
    return {
        "phones": Phone.objects.allowed(user).waiting_since_before(timezone.now() - LATE),
        "aside": SealedContact.objects.allowed(user, "settle").aside(),
    }
