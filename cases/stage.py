"""Where a case stands, in the words of the box beside its name."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases.enums import CaseStatus
from cases.models import Case


@dataclass(frozen=True)
class Stage:
    """The days gone, since what, and what comes next."""

    heading: str
    days: int
    since: date
    text: str


def stage_of(case: Case, today: date) -> Stage:
    """Days since the case was created or closed, and what the work waits for; never what to decide."""
    since = case.closed_on or case.opened_on
    heading = _("The case is closed") if case.closed_on else _("The case is open")
    return Stage(heading, (today - since).days, since, next_step(case))


def next_step(case: Case) -> str:
    authority = case.get_authority_display()
    words = {
        CaseStatus.INQUIRY: _("No interview is recorded yet. The clarification begins with the first one."),
        CaseStatus.IN_CLARIFICATION: _("The case is being clarified. %(authority)s decides afterwards."),
        CaseStatus.AWAITING_DECISION: _("The assessment is with %(authority)s, which decides."),
        CaseStatus.IN_SUPPORT: _("It is decided. The person has a right to the offers of the action plan."),
        CaseStatus.CLOSED: _("The case is closed. It can be taken up again."),
    }
    return words[CaseStatus(case.status)] % {"authority": authority}
