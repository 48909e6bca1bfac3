"""Which editions and which historical figures a role reaches (cmm.accounts.roles)."""

from django.db.models import Q

from cmm.accounts.scoping import EVERY_ROW, Reaches
from reports.enums import EditionState

EDITION_REACHES: Reaches = {
    "all": EVERY_ROW,
    "published": lambda _user: Q(state=EditionState.PUBLISHED),
}
RELEASE_REACHES: Reaches = {"all": EVERY_ROW}
DEFINITION_REACHES: Reaches = {"all": EVERY_ROW}
EXTRACT_REACHES: Reaches = {"all": EVERY_ROW}
HISTORY_REACHES: Reaches = {"all": EVERY_ROW}
EXTERNAL_REACHES: Reaches = {"all": EVERY_ROW}
