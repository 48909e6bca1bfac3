"""Who waits for whom: the case first, then the shelters, always in that order."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from cases.models import Case
from cmm.core.context import case_at_hand
from shelters.models import Shelter


@contextmanager
def locked_case(case_id: int, *shelter_ids: int, family: Collection[int] = ()) -> Iterator[Case]:
    """The case, its person and the shelters stay as they are until the transaction ends, and so do the cases of a
    ``family`` that sleeps in one room.

    Nobody closes the case or takes the last bed in between, and a person with two cases is still one person. A shelter
    does not see the case behind its guests: the verb has it at hand only inside this block.
    """
    for one in sorted({case_id, *family} if family else ()):
        with case_at_hand(one):
            lock_case(one)
    with case_at_hand(case_id):
        yield lock_case(case_id, *shelter_ids)


def lock_case(case_id: int, *shelter_ids: int) -> Case:
    case: Case = (
        Case.objects.select_related("victim", "residence_basis")
        .select_for_update(of=("self", "victim"))
        .get(pk=case_id)
    )
    list(Shelter.objects.filter(pk__in=shelter_ids).order_by("pk").select_for_update())
    return case


def lock_house(shelter: Shelter) -> Shelter:
    """The house as it stands now: nobody is placed there and nothing else is said of it in between."""
    locked: Shelter = Shelter.objects.select_for_update().get(pk=shelter.pk)
    return locked
