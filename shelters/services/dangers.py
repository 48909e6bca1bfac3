"""What the safety note of a case says of a house. The house is told nothing of it."""

from cases.models import Case, SafetyNote
from shelters import rules
from shelters.models import Shelter
from shelters.rules import Dangers
from shelters.selectors.whereabouts import is_spoken_of


def dangers(case: Case, shelter: Shelter) -> Dangers:
    """What the latest safety note says of the house; for a verb with the case at hand.

    Of a place that is kept secret nobody is told which word it was: only that the note speaks of it.
    """
    note = SafetyNote.objects.filter(case=case).order_by("-number").first()
    if note is None or note.no_threat:
        return Dangers()
    avoid, house = note.safety.avoid, (shelter.name, shelter.street, shelter.organisation.name_da)
    words = rules.dangers_at(avoid, house=house, region=shelter.region)
    return Dangers(tuple(words), lies_there=bool(avoid) and is_spoken_of(avoid, shelter))
