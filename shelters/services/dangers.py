"""What the safety note of a case says of a house. The house is told nothing of it."""

from cases.models import Case, SafetyNote
from shelters import rules
from shelters.models import Shelter


def dangers(case: Case, shelter: Shelter) -> list[str]:
    """The words of the latest safety note that also say where the house is; for a verb with the case at hand."""
    note = SafetyNote.objects.filter(case=case).order_by("-number").first()
    if note is None or note.no_threat:
        return []
    house = (shelter.name, shelter.street, shelter.organisation.name_da)
    return rules.dangers_at(note.safety.avoid, house=house, region=shelter.region)
