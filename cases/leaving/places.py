"""Where protected houses lie and what they are called, as marks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from cases.leaving.letters import alike, key
from cases.leaving.reading import pieces
from cases.leaving.streets import street_of

# What kinds of houses are called, one for the other.
KINDS = [
    "krisecenter",
    "krisecentret",
    "krisecentre",
    "krisecentrets",
    "kvindekrisecenter",
    "kvindekrisecentret",
    "kvindecenter",
    "kvindecentret",
    "mandekrisecenter",
    "mandekrisecentret",
    "kc",
    "kvc",
    "krisec",
    "center",
    "centret",
    "botilbud",
    "botilbuddet",
    "bostedet",
    "bosted",
    "opholdsstedet",
    "opholdssted",
    "herberg",
    "herberget",
    "shelter",
]


@dataclass(frozen=True)
class House:
    """A house whose address is kept secret."""

    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass
class Protected:
    """The marks of all protected houses."""

    names: set[str] = field(default_factory=set)
    streets: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    alone: dict[str, set[str]] = field(default_factory=dict)  # a street without its number, with postal code and town
    phones: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)


def protected(houses: Iterable[House]) -> Protected:
    found = Protected()
    for house in houses:
        found.names |= set(names_of(house.name))
        street, number, towns = parted(house.address)
        if street and number:
            found.streets.setdefault((street, number), set()).update(towns)
        if street:
            found.alone.setdefault(street, set()).update(towns)
        if len(digits := re.sub(r"\D", "", house.phone)) >= 8:
            found.phones.add(digits[-8:])
        if house.email:
            found.emails.add(plain_mail(house.email))
    return found


def names_of(name: str) -> Iterator[str]:
    """The whole name, without the town behind a comma too, and with other words for the kind of house."""
    for said in {name, name.partition(",")[0]}:
        words = [one.plain for one in pieces(said) if not one.is_number]
        if len("".join(words)) < 6:
            continue
        yield key("".join(words))
        own = [word for word in words if word not in kinds()]
        if own and len(own) < len(words) and len("".join(own)) >= 4:
            for kind in kinds():
                yield key(kind + "".join(own))
                yield key("".join(own) + kind)


@cache
def kinds() -> frozenset[str]:
    return frozenset(map(alike, KINDS))


def parted(address: str) -> tuple[str, str, set[str]]:
    """The street, the number of the house, and its postal code and town."""
    line, _comma, rest = address.replace("\n", ",").partition(",")
    words, number = [], ""
    for one in pieces(line):
        if one.is_number and words:
            number = number or one.plain.lstrip("0")
        elif not number:
            words.append(one.plain)
    code = re.search(r"\b(\d{4})\s+(\D+)", rest)
    towns = {code[1], alike("".join(filter(str.isalpha, code[2].split(",")[0])))} if code else set()
    return street_of(words), number, {town for town in towns if len(town) >= 4}


def plain_mail(email: str) -> str:
    return alike("".join(filter(str.isalnum, email.casefold())))
