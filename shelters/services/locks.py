"""Who waits for whom: the case first, then the shelters, always in that order."""

from cases.models import Case
from shelters.models import Shelter


def lock_case(case_id: int, *shelter_ids: int) -> Case:
    """The case, its person and the shelters stay as they are until the transaction ends.

    Nobody closes the case or takes the last bed in between, and a person with two cases is still one person.
    """
    case: Case = Case.objects.select_related("victim").select_for_update(of=("self", "victim")).get(pk=case_id)
    list(Shelter.objects.filter(pk__in=shelter_ids).order_by("pk").select_for_update())
    return case
