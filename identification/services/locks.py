"""Case and person first, then assessment: always in that order, so that no two verbs wait for each other."""

from cases.models import Case
from identification.models import Assessment


def lock_case(pk: int) -> Case:
    """The case and its person, held until the verb ends.

    Both are locked: a row that is only joined would be read as it was before the wait for the lock.
    """
    case: Case = Case.objects.select_for_update(of=("self", "victim")).select_related("victim").get(pk=pk)
    return case


def lock_assessment(assessment: Assessment) -> tuple[Case, Assessment]:
    """The case and the assessment as they stand now, both held until the verb ends."""
    case = lock_case(assessment.case_id)
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("exploitation_form", "prepared_by")
    fresh: Assessment = rows.get(pk=assessment.pk)
    fresh.case = case
    return case, fresh
