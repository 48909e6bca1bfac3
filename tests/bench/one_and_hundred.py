"""The statements of every list when it has one row more than an empty register, and when it has a hundred."""

from dataclasses import dataclass

from cmm.accounts.enums import Role
from cmm.accounts.models import User
from cmm.core.context import system
from tests import database
from tests.bench import visits
from tests.factories.accounts import staff
from tests.lists.pages import READERS
from tests.lists.rows import add_rows

People = dict[str, User]
Asked = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Numbers:
    """How many statements one list asks for one reader."""

    one: int
    hundred: int


def numbers(name: str) -> dict[tuple[str, str], Numbers]:
    """By label of the list and role, in a database ``name`` of the bench's own."""
    template = f"cmm_template_{database.fingerprint()}"
    database.build_template(template)
    database.fresh(template, name)
    with system("bench"):
        people = {role.value: staff(role) for role in Role}
        add_rows(people, 1)
    one = asked_by(people)
    with system("bench"):
        add_rows(people, 99)
    hundred = asked_by(people)
    return {reader: Numbers(one[reader], hundred[reader]) for reader in one}


def asked_by(people: People) -> Asked:
    return {
        (page.label, role): len(visits.asked(visits.reader(people[role]), page.address())) for page, role in READERS
    }
