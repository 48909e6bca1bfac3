"""What ties a row of this room to a user; the policy table names these relations."""

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import EVERY_ROW, Reach, Reaches, unwalled
from shelters.enums import ApprovalStatus

SUPERVISED = (ApprovalStatus.APPROVED, ApprovalStatus.CONDITIONAL, ApprovalStatus.PENDING)

SHELTER_REACHES: Reaches = {
    "all": EVERY_ROW,
    "own_organisation": lambda user: Q(organisation=user.organisation_id),
}
# A shelter reaches what is asked of it and who lives there, and never the case behind.
HOUSE_REACHES: Reaches = {
    **UNDER_CASE_REACHES,
    "resident": lambda user: Q(house_organisation=user.organisation_id),
}


def hosting(user: Any, how: str) -> Any:
    """The ids of the houses where somebody tied to the user as ``how`` says sleeps or is expected; a policy asks the
    database for them.
    """
    if known := getattr(user, "hosting", None):
        return known[how]
    stays = apps.get_model("shelters.Placement")
    reader = getattr(user, "user", user)  # a row in memory is judged by a stand-in for the user
    here = stays.objects.held().filter(HOUSE_REACHES[how](reader), unwalled(reader, stays))
    return here.filter(stay__endswith__gte=timezone.localdate()).values_list("unit__shelter", flat=True)


def supervised(user: Any) -> Any:
    """The ids of the houses the user's authority supervises: its decision is in force or asked for, or a visit of its
    is planned where no other authority's is; a policy asks the database for them.
    """
    if known := getattr(user, "supervised", None):
        return known
    today, authority = timezone.localdate(), user.organisation_id
    approvals = apps.get_model("shelters.Approval").objects.filter(status__in=SUPERVISED, in_force__contains=today)
    visits = apps.get_model("shelters.Inspection").objects.to_come().filter(planned_on__gte=today)
    others = approvals.exclude(organisation=authority).filter(shelter=OuterRef("shelter"))
    ours = approvals.filter(organisation=authority).values_list("shelter", flat=True)
    return ours.union(visits.filter(~Exists(others), organisation=authority).values_list("shelter", flat=True))


ADDRESS_REACHES: Reaches = {
    **SHELTER_REACHES,
    "supervised_by_us": lambda user: Q(shelter__in=supervised(user)),
    "guest_of_mine": lambda user: Q(shelter__in=hosting(user, "assigned")),
    "guest_of_ours": lambda user: Q(shelter__in=hosting(user, "competent")),
}
OWN_HOUSE: Reach = lambda user: Q(house_organisation=user.organisation_id)  # noqa: E731 -- reads as the table it stands in
# A Socialtilsyn has what it decided itself; a house has what was decided of it.
APPROVAL_REACHES: Reaches = {**SHELTER_REACHES, "own_house": OWN_HOUSE}
# A house never learns of a visit that comes unannounced before it has been there.
INSPECTION_REACHES: Reaches = {
    **SHELTER_REACHES,
    "own_house": lambda user: OWN_HOUSE(user) & (Q(announced=True) | Q(done_at__isnull=False)),
}
LOCALITY_REACHES: Reaches = {"all": EVERY_ROW, "own_house": OWN_HOUSE}
FINDING_REACHES: Reaches = APPROVAL_REACHES  # only of inspections that have been held
