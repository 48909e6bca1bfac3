"""What ties a row of this room to a user; the policy table names these relations."""

from django.db.models import Q

from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import EVERY_ROW, Reaches

SHELTER_REACHES: Reaches = {
    "all": EVERY_ROW,
    "own_organisation": lambda user: Q(organisation=user.organisation_id),
}
# A shelter reaches what is asked of it and who lives there, and never the case behind.
HOUSE_REACHES: Reaches = {
    **UNDER_CASE_REACHES,
    "resident": lambda user: Q(house_organisation=user.organisation_id),
}
