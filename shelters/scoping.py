"""What ties a row of this room to a user; the policy table names these relations."""

from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import EVERY_ROW, Reaches, unwalled

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
    here = stays.objects.held().filter(HOUSE_REACHES[how](user), unwalled(user, stays))
    return here.filter(stay__endswith__gte=timezone.localdate()).values("unit__shelter")


ADDRESS_REACHES: Reaches = {
    **SHELTER_REACHES,
    "guest_of_mine": lambda user: Q(shelter__in=hosting(user, "assigned")),
    "guest_of_ours": lambda user: Q(shelter__in=hosting(user, "competent")),
}
