"""Where a house lies, for one comparison. No page, list or message says it: only whether a safety note speaks of it."""

from django.db import connection

from cmm.crypto.fields import reveal_many
from shelters.models import Address, Shelter
from shelters.rules import dangers_at

SAID = Address._meta.get_field("said")


def is_spoken_of(avoid: str, shelter: Shelter) -> bool:
    """Whether the words of ``avoid`` say where ``shelter`` lies: its secret address or its municipality.

    Whoever asks may see neither. What they get is yes or no.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, said, municipality FROM sec.whereabouts(%s)", [shelter.pk])
        found = cursor.fetchall()
    closed = [(str(row), bytes(said)) for row, said, _municipality in found if said]
    opened = [str(address) for _row, address in reveal_many(SAID, closed)]
    municipalities = [name for _row, _said, name in found if name]
    return bool(dangers_at(avoid, house=[*opened, *municipalities], region=""))
