"""The statements of every list when it has one row more than an empty register, and when it has a hundred."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections

from cmm.accounts.enums import Role
from cmm.accounts.models import User
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
    with as_owner():
        people = {role.value: staff(role) for role in Role}
        add_rows(people, 1)
    one = asked_by(people)
    with as_owner():
        add_rows(people, 99)
    hundred = asked_by(people)
    return {reader: Numbers(one[reader], hundred[reader]) for reader in one}


def asked_by(people: People) -> Asked:
    return {
        (page.label, role): len(visits.asked(visits.reader(people[role]), page.address())) for page, role in READERS
    }


@contextmanager
def as_owner() -> Iterator[None]:
    """Inside, the register's own connection is the owner's: rows are laid down that no single reader could write."""
    web, owner = connections["default"], connections["owner"].settings_dict
    kept = {key: web.settings_dict[key] for key in ("USER", "PASSWORD")}
    web.close()
    web.settings_dict.update({key: owner[key] for key in kept})
    try:
        yield
    finally:
        web.close()
        web.settings_dict.update(kept)
