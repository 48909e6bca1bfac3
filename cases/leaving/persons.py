"""What tells of one person, as marks: names in both orders, numbers, telephones, addresses.

A name of one word is not looked for. Tried on 27 November 2026 on the campaign's honest texts, seeds 2026 and 777: with
five persons known by a first name alone 15 and 12 % of the texts were stopped, with twenty 17 and 25 %; at most 2 % may
be. Grace, Rose and Mai are words, and half the staff bear one. Whoever writes is told at the field to name nobody else.
"""

import re
from collections.abc import Iterator
from itertools import cycle, permutations, product

from cases.leaving.letters import key
from cases.leaving.places import parted, plain_mail
from cases.leaving.reading import Piece, readings
from cases.matching.numbers import numbers_in, phones_in
from cases.matching.words import SMALL
from cases.particulars import Contact, Names, Numbers

NAME, NUMBER, PHONE, MAIL, STREET = "name", "number", "phone", "mail", "street"
MOST_WORDS = 6  # of one name; more are a story
LEAST_NUMBER, PHONE_END = 6, 8


def marks_of(names: Names, numbers: Numbers, contact: Contact) -> set[str]:
    """Each begins with what it is. One word alone names nobody."""
    told = [f"{NAME} {one}" for one in name_marks(names)]
    told += [f"{NUMBER} {one}" for one in number_marks(numbers)]
    told += [f"{PHONE} {one[-PHONE_END:]}" for one in phones_in(f"{contact.phone}\n{contact.social_media}")]
    told += [f"{MAIL} {plain_mail(one)}" for one in contact.email.split() if "@" in one]
    street, number, _towns = parted(contact.address)
    told += [f"{STREET} {street} {number}"] if street and number else []
    return set(told)


def name_marks(names: Names) -> Iterator[str]:
    """Each of the first names with each of the last, in either order; of a name in use every two words."""
    for given, family in zip(readings(names.given_names), cycle(readings(names.family_names)), strict=False):
        pairs = [*product(telling(given), telling(family)), (whole(given), whole(family))]
        yield from (key(word) for one, other in pairs for word in (one + other, other + one))
    for said in [*names.aliases.splitlines(), *unparted(names)]:
        for reading in readings(said):
            yield from (key(one + other) for one, other in permutations(telling(reading), 2))


def whole(reading: list[Piece]) -> str:
    return "".join(one.plain for one in reading)


def unparted(names: Names) -> list[str]:
    """A name of which nobody said what is first and what is last."""
    return [f"{names.given_names} {names.family_names}"] if not (names.given_names and names.family_names) else []


def telling(reading: list[Piece]) -> list[str]:
    """The words that tell somebody from others: not "son of", unless there is little else."""
    words = [one.plain for one in reading if not one.is_number and len(one.plain) > 1][:MOST_WORDS]
    return [word for word in words if word not in SMALL] or words


def number_marks(numbers: Numbers) -> list[str]:
    papers = "\n".join([numbers.cpr_number, numbers.person_id, numbers.passport, numbers.other_numbers])
    found = [plain_number(one) for one in numbers_in(papers)]
    bare = ["".join(filter(str.isdigit, one)) for one in found]
    return [one for one in (*found, *(one for one in bare if len(one) > LEAST_NUMBER)) if len(one) >= LEAST_NUMBER]


def plain_number(said: str) -> str:
    """Letters of a number as the text's are read."""
    return "".join(part if part.isdigit() else key(part.casefold()) for part in re.findall(r"\d+|[^\W\d_]+", said))
