"""What ties a row of this room to a user; the policy table names these relations."""

from django.db.models import Q

from cmm.accounts.scoping import Reaches

OURS: Reaches = {"own_organisation": lambda user: Q(organisation=user.organisation_id)}
CONTACT_REACHES: Reaches = {
    "recorded": lambda user: Q(recorded_by=user.pk),
    **OURS,
}
ROUND_REACHES: Reaches = {
    "own_round": lambda user: Q(worker=user.pk) | Q(companions__contains=[user.pk]),
    **OURS,
}
INCIDENT_REACHES: Reaches = {
    "recorded": lambda user: Q(recorded_by=user.pk),
    **OURS,
}
PHONE_REACHES: Reaches = {
    "own_phone": lambda user: Q(user=user.pk),
    **OURS,
}
SEALED_REACHES: Reaches = {
    "own_sealed": lambda user: Q(sender=user.pk),
    **OURS,
}
