"""What ties an assessment to a user: the same relations as its case, one step further away."""

from typing import Any

from django.db.models import Q

from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import Reaches
from identification.enums import AssessmentState

SENT = (AssessmentState.SUBMITTED, AssessmentState.DECIDED)


def sent_to(user: Any) -> Q:
    """The deciding authority reads what was sent to it, and no drafts."""
    return UNDER_CASE_REACHES["competent"](user) & Q(state__in=SENT)


ASSESSMENT_REACHES: Reaches = {**UNDER_CASE_REACHES, "competent": sent_to}
