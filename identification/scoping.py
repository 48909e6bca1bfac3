"""What ties an assessment to a user: the same relations as its case, one step further away."""

from typing import Any

from django.db.models import Q

from cases.scoping import CASE_REACHES
from cmm.accounts.scoping import Reaches, through
from identification.enums import AssessmentState

SENT = (AssessmentState.SUBMITTED, AssessmentState.DECIDED)
OF_THE_CASE = through("case", CASE_REACHES)


def sent_to(user: Any) -> Q:
    """The deciding authority reads what was sent to it, and no drafts."""
    return OF_THE_CASE["competent"](user) & Q(state__in=SENT)


ASSESSMENT_REACHES: Reaches = {**OF_THE_CASE, "competent": sent_to}
