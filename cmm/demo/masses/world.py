"""The masses in their order, each stretch told as it goes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connections

from cmm.accounts.models import User
from cmm.demo.masses.cases import lay_cases
from cmm.demo.masses.copying import OWNER
from cmm.demo.masses.log import lay_log, refuse_sealed, seal_all
from cmm.demo.masses.names import lay_names
from cmm.demo.masses.progress import Progress
from cmm.demo.masses.sizes import Masses
from cmm.demo.masses.stays import lay_stays
from cmm.demo.masses.street import lay_contacts


def are_laid() -> bool:
    return User.objects.filter(email="mange1@demo.test").exists()


@contextmanager
def stretch(tell: Callable[[str], None], title: str, whole: int) -> Iterator[Progress]:
    progress = Progress(tell, title, whole)
    yield progress
    progress.end()


def lay(wanted: Masses, tell: Callable[[str], None]) -> None:
    """The loaded demonstration grows to ``wanted``. Raises ``AlreadySealed``."""
    refuse_sealed()
    with stretch(tell, "Cases", wanted.cases) as progress:
        cases = lay_cases(wanted.cases, progress)
    with stretch(tell, "Names", wanted.cases) as progress:
        lay_names(wanted.cases, progress)
    with stretch(tell, "Stays", wanted.placements) as progress:
        lay_stays(wanted.placements, progress)
    with stretch(tell, "Contacts", wanted.contacts) as progress:
        street = lay_contacts(wanted.contacts, progress)
    with stretch(tell, "Log", wanted.entries) as progress:
        lay_log(wanted.entries, cases[0], street, progress)
    with stretch(tell, "Seal", wanted.entries) as progress:
        seal_all(progress)
    with connections[OWNER].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
