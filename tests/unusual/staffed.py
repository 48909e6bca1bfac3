"""The register of the simulation: colleagues of five kinds, cases of each kind, and some namesakes among them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from cases.models import Case
from cases.particulars import Names
from cmm.accounts.models import User
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.identities import IdentityFactory

# Of a hundred colleagues who open cases.
SHARES = {
    "cmm_caseworker": 57, "cmm_coordinator": 5, "immigration_officer": 18, "police_liaison": 10, "shelter_staff": 10,
}  # fmt: skip
FIRST = (
    "Adda", "Bilde", "Cirkel", "Dorne", "Elfine", "Fabri", "Gulle", "Hamber", "Irsa", "Jolund", "Kitte", "Lomme",
    "Mirle", "Nobel", "Orme", "Pryle",
)  # fmt: skip
LAST = (
    "Agern", "Brombær", "Citron", "Drue", "Enebær", "Fennikel", "Gulerod", "Hyben", "Ingefær", "Jordbær", "Kvæde",
    "Lakrids", "Mynte", "Nælde",
)  # fmt: skip


@dataclass
class File:
    """One case as the simulation knows it."""

    case: Case
    owner: User | None = None
    closed_on: date | None = None

    @property
    def is_plain(self) -> bool:
        return self.case.protection == "normal"


@dataclass
class Staffed:
    """Everybody and everything, by kind."""

    people: dict[str, list[User]] = field(default_factory=dict)
    files: list[File] = field(default_factory=list)

    @property
    def everybody(self) -> list[User]:
        return [user for users in self.people.values() for user in users]

    def owned(self, user: User, day: date) -> list[File]:
        return [one for one in self.files if one.owner == user and (one.closed_on is None or one.closed_on > day)]


def staffed(rng: Random, colleagues: int, begins: date, weeks: int) -> Staffed:
    """About eight cases a caseworker, a tenth restricted; one in five closes while it is simulated or before."""
    known = Staffed()
    for role, share in SHARES.items():
        number = max(3, round(colleagues * share / 100))
        known.people[role] = [staff(role, name=name_of(rng)) for _number in range(number)]
    writer = known.people["cmm_coordinator"][0]
    for owner in known.people["cmm_caseworker"]:
        for _number in range(8):
            known.files.append(one := some_file(rng, owner, begins, weeks))
            if rng.random() < 0.6:
                given, family = name_of(rng).split(" ", 1)
                identify(one, writer, given, family)
    return known


def some_file(rng: Random, owner: User, begins: date, weeks: int) -> File:
    closed = begins + timedelta(days=rng.randrange(-200, 7 * weeks)) if rng.random() < 0.2 else None
    protection = "restricted" if rng.random() < 0.1 else "normal"
    facts = {"status": "closed", "closed_on": closed} if closed else {}
    opened = begins - timedelta(days=300)
    case = CaseFactory(caseworker=owner, protection=protection, opened_on=opened, safe=False, **facts)
    return File(case, owner, closed)


def identify(one: File, writer: User, given: str, family: str) -> None:
    names = Names(given_names=given, family_names=family, aliases="").filled()
    IdentityFactory(case=one.case, victim=one.case.victim, names=names, changed_by=writer)


def name_of(rng: Random) -> str:
    """Some colleagues and some victims are called the same by chance, as in life: about one in thousands."""
    return f"{rng.choice(FIRST)}{rng.choice('abdefgiklmn')}a {rng.choice(LAST)}{rng.choice(LAST).lower()}"
