"""What ties a row of this room to a user; the policy table names these relations."""

from django.db.models import Q

from cmm.accounts.scoping import Reaches

VENUE_REACHES: Reaches = {"own_organisation": lambda user: Q(organisation=user.organisation_id)}
HOURS_REACHES: Reaches = {"own_organisation": lambda user: Q(organisation=user.organisation_id)}
CONTACT_REACHES: Reaches = {
    "recorded": lambda user: Q(recorded_by=user.pk),
    "own_organisation": lambda user: Q(organisation=user.organisation_id),
}
# What was said of a meeting is read by whoever reads the meeting, and changed by nobody.
VERSION_REACHES: Reaches = {"own_organisation": lambda user: Q(organisation=user.organisation_id)}
ROUND_REACHES: Reaches = {
    "own_round": lambda user: Q(worker=user.pk) | Q(companions__contains=[user.pk]),
    "own_organisation": lambda user: Q(organisation=user.organisation_id),
}
INCIDENT_REACHES: Reaches = {
    "recorded": lambda user: Q(recorded_by=user.pk),
    "own_organisation": lambda user: Q(organisation=user.organisation_id),
}
ACTIVITY_REACHES: Reaches = {"own_organisation": lambda user: Q(organisation=user.organisation_id)}
STATUS_NOTE_REACHES: Reaches = {"own_organisation": lambda user: Q(organisation=user.organisation_id)}
BATCH_REACHES: Reaches = {"own_organisation": lambda user: Q(organisation=user.organisation_id)}
KEY_REACHES: Reaches = {"own_organisation": lambda user: Q(organisation=user.organisation_id)}
LOOK_REACHES: Reaches = {"own_organisation": lambda user: Q(organisation=user.organisation_id)}
PHONE_REACHES: Reaches = {
    "own_phone": lambda user: Q(user=user.pk),
    "own_organisation": lambda user: Q(organisation=user.organisation_id),
}
SEALED_REACHES: Reaches = {
    "own_sealed": lambda user: Q(sender=user.pk),
    "own_organisation": lambda user: Q(organisation=user.organisation_id),
}
