"""Whom the register knows in the campaign: fictional persons with names of many countries, and protected houses."""

from dataclasses import dataclass, field
from random import Random

from cases.particulars import Contact, Names, Numbers
from tests.factories.cases import CaseFactory
from tests.factories.identities import IdentityFactory
from tests.factories.shelters import AddressFactory
from tests.leaks import listed

GIVEN = listed("given")
FAMILY = listed("family")
STREETS = listed("streets")
TOWNS = listed("towns")
HOUSES = listed("houses")


@dataclass(frozen=True)
class Person:
    """What the register holds of one person."""

    names: Names
    numbers: Numbers
    contact: Contact


@dataclass(frozen=True)
class House:
    """A house whose address is kept secret."""

    name: str
    street: str
    number: str
    town: str
    phone: str
    email: str


@dataclass
class Register:
    """Everybody, and the cases of the others."""

    persons: list[Person] = field(default_factory=list)
    houses: list[House] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)


def filled(rng: Random, persons: int, houses: int) -> Register:
    """The register of the campaign, in the database."""
    known = Register()
    for number in range(houses):
        known.houses.append(house := some_house(rng, number))
        said = f"{house.street} {house.number}, {house.town}"
        AddressFactory(said=said, shelter__name=house.name, shelter__duty_phone=house.phone, shelter__email=house.email)
    for number in range(persons):
        known.persons.append(person := some_person(rng, number))
        case = CaseFactory()
        known.refs.append(case.ref)
        filled_in = {name: getattr(person, name).filled() or None for name in ("names", "numbers", "contact")}
        IdentityFactory(case=case, victim=case.victim, **filled_in)
    return known


def some_house(rng: Random, number: int) -> House:
    digits = f"70 00 {rng.randrange(100):02} {number:02}"
    town = rng.choice(TOWNS)
    return House(HOUSES[number], STREETS[number], str(rng.randint(2, 240)), town, digits, f"vagt{number}@skjult.test")


def some_person(rng: Random, number: int) -> Person:
    given, family = rng.choice(GIVEN), rng.choice(FAMILY)
    also = f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}"
    names = Names(given_names=f"{given} {rng.choice(GIVEN)}" if rng.random() < 0.3 else given, family_names=family,
                  aliases=also if rng.random() < 0.5 else "")  # fmt: skip
    day = f"{rng.randint(1, 28):02}{rng.randint(1, 12):02}{rng.randint(70, 79)}"
    numbers = Numbers(cpr_number=f"{day}-{rng.randint(5000, 8999)}", person_id=f"{rng.randrange(10**9):09}"[:9],
                      passport=f"{rng.choice('ABKPR')}{rng.choice('XYZQ')}{rng.randrange(10**7):07}")  # fmt: skip
    street = rng.choice(STREETS).split()[-1].capitalize()
    phone = f"+45 0{rng.randrange(10)} {number // 100:02} {number % 100:02} {rng.randrange(100):02}"
    home = f"Prøve{street.lower()} {number + 1}, 0000 Ingensteds"
    contact = Contact(phone=phone, email=f"fiktiv.{number}@eksempel.test", address=home)
    return Person(names, numbers, contact)
