"""One case is held because of a complaint, of another it is proposed that it goes, and of a kind of case that it is
kept for another number of years: somebody else has to answer.
"""

from django.utils import timezone

from cases.enums import CaseStatus, Protection
from cases.models import Case
from cmm.demo.cast import Cast
from cmm.demo.clock import Course
from cmm.oversight.retention.enums import Basis, Category
from cmm.oversight.retention.services import propose, propose_years, set_hold

COMPLAINT = "Klage til Datatilsynet, journalnummer 2026-31-0042. Sagen skal kunne læses, til der er svaret."
ASKED = "Personen har bedt om at få sagen slettet. Der er ikke truffet afgørelse, og ingen myndighed skal bruge den."
SOURCE = (
    "CMMs beslutning om opbevaring, j.nr. 26-104 (fiktiv), efter databeskyttelsesforordningen art. 5, stk. 1, litra e."
)


def retention_course(cast: Cast) -> Course:
    """The two that closed longest ago, of those that lie in no other."""
    rows = Case.objects.filter(status=CaseStatus.CLOSED, protection=Protection.NORMAL, merged_into=None, merges=None)
    oldest = list(rows.order_by("closed_on", "pk")[:2])
    by = next(user for user in cast.everyone("cmm_coordinator", "cmm") if user != cast.demo("cmm_coordinator"))
    for case in oldest[:1]:
        set_hold(actor=cast.demo("cmm_coordinator"), case=case, reason=COMPLAINT)
    for case in oldest[1:]:
        propose(actor=by, case=case, basis=Basis.ERASURE, reason=ASKED)
    propose_years(actor=by, category=Category.LEFT_EARLY, years=3, source=SOURCE, valid_from=timezone.localdate())
    yield from ()
