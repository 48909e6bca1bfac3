"""What ties a shared part of a file to a user; the policy table names these relations."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import Reaches


def received(user: Any) -> Q:
    """What was shared with the user's organisation, until its last day is over or somebody takes it back."""
    now = getattr(user, "now", None) or timezone.now()  # a policy asks the database what time it is
    return Q(organisation=user.organisation_id, closed_at__isnull=True, expires_at__gt=now)


SHARED_REACHES: Reaches = {
    "assigned": UNDER_CASE_REACHES["assigned"],
    "casework": UNDER_CASE_REACHES["casework"],
    "received": received,
}
