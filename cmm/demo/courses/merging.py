"""Two closed files that were found to be one person's, and lie together since."""

from itertools import combinations

from cases.enums import Authority, CaseStatus, Protection
from cases.merging.obstacles import between
from cases.merging.services import Chosen, merge_cases
from cases.models import Case
from cmm.demo.cast import Cast
from cmm.demo.clock import Course

LOOKED_AT = 12
WHY = "Samme pas og samme søster. Hun brugte et andet navn, første gang politiet ringede."


def merge_course(cast: Cast) -> Course:
    """The latest two of one sex between which nothing stands."""
    rows = Case.objects.filter(status=CaseStatus.CLOSED, protection=Protection.NORMAL, authority=Authority.CMM)
    known = list(rows.select_related("victim").order_by("-opened_on", "ref")[:LOOKED_AT])
    pair = next((two for two in combinations(known, 2) if may_be_one(*two)), None)
    if pair:
        newer, older = pair
        coordinator = cast.demo("cmm_coordinator")
        merge_cases(actor=coordinator, case=older, husk=newer, reason=WHY, chosen=Chosen())
    yield from ()


def may_be_one(one: Case, other: Case) -> bool:
    return one.victim.sex == other.victim.sex and not between(other, one)
