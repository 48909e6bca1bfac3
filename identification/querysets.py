from typing import Any, Self

from django.db.models import Exists, OuterRef, QuerySet

from cmm.accounts.scoping import ReachQuerySet
from identification.enums import ANNULLING, OPEN_STATES, AppealOutcome, AssessmentState, Outcome


class AssessmentQuerySet(ReachQuerySet):
    """Assessments, in the words of those who write and decide them."""

    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)

    def waiting(self) -> Self:
        """Sent, and not yet answered; the longest waiting first."""
        return self.filter(state=AssessmentState.SUBMITTED).order_by("submitted_at", "pk")


class StatusDecisionQuerySet(ReachQuerySet):
    def in_force(self) -> Self:
        return self.filter(in_force=True)

    def positive(self) -> Self:
        return self.filter(outcome=Outcome.TRAFFICKED)

    def unannulled(self) -> Self:
        return self.exclude(appeals__outcome=AppealOutcome.ANNULLED)

    def identifying(self) -> Self:
        """In each case the positive decision that counts: the first one that nothing since has set aside.

        Dates do not run backwards within a case, so the order of the rows is the order of the decisions. One that an
        appeal annulled counts for nothing: neither itself, nor as what set another aside.
        """
        valid = self.model.objects.unannulled()
        set_aside = valid.filter(case=OuterRef("case"), pk__gt=OuterRef("pk"), outcome__in=ANNULLING)
        standing = valid.positive().filter(~Exists(set_aside))
        return self.filter(pk__in=standing.order_by("case", "pk").distinct("case").values("pk"))


class CalendarKeyQuerySet(QuerySet[Any]):
    def called(self, key_hash: str) -> Any:
        """The key with this hash, asked before anybody is known; None where there is none."""
        return next(iter(self.raw("SELECT * FROM sec.calendar_key(%s)", [key_hash])), None)
