"""What in a text must not leave, and where it stands. Pure: the text, and the marks of what is protected."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from cases.leaving.enums import Leak
from cases.leaving.letters import is_unseen
from cases.leaving.persons import MAIL, NAME, NUMBER, PHONE, PHONE_END, STREET
from cases.leaving.places import Protected, plain_mail
from cases.leaving.reading import Piece, Place, names_in, numbers_of, pieces, streets_in
from cases.leaving.streets import street_of

OF_PERSONS = {NAME: Leak.NAME, NUMBER: Leak.NUMBER, PHONE: Leak.PHONE, MAIL: Leak.MAIL, STREET: Leak.HOME}
BEFORE, AFTER = 2, 3  # pieces within which a postal code or a town belongs to a street
CASE_REFS = frozenset({"cm", "h"})  # CMM-2026-0042, H-2026-0117, as the reading writes them


@dataclass(frozen=True)
class Finding:
    """One thing that must not leave, and where it stands in the text."""

    leak: Leak
    place: Place


@dataclass(frozen=True)
class Read:
    """A text that is to leave, read once."""

    text: str
    names: dict[str, Place]
    numbers: dict[str, Place]
    streets: dict[tuple[str, str], Place]

    @classmethod
    def of(cls, text: str) -> "Read":
        return cls(text, names_in(text), numbers_of(text), streets_in(text))

    def persons_marks(self) -> dict[str, Place]:
        """Every mark of the text that could be somebody's."""
        told = {f"{NAME} {one}": place for one, place in self.names.items()}
        told |= {f"{NUMBER} {one}": place for one, place in self.numbers.items()}
        told |= {f"{PHONE} {one[-PHONE_END:]}": place for one, place in self.phones()}
        told |= {f"{MAIL} {one}": place for one, place in self.mails().items()}
        return told | {f"{STREET} {street} {number}": place for (street, number), place in self.streets.items()}

    def phones(self) -> Iterator[tuple[str, Place]]:
        return ((one, place) for one, place in self.numbers.items() if one.isdigit() and len(one) >= PHONE_END)

    def mails(self) -> dict[str, Place]:
        return mails_in(self.text)


def findings(
    read: Read, *, houses: Protected, persons: frozenset[str], own: frozenset[str], refs: frozenset[str]
) -> list[Finding]:
    """Everything that must not leave, in the order it stands: ``persons`` are marks of others that the text has,
    ``own`` those of whom it is about, ``refs`` the numbers of their cases.
    """
    found = [*of_houses(read, houses), *of_persons(read, persons - own)]
    found += [*of_cprs(read.text, own), *of_refs(read.text, refs)]
    cprs = {one.place for one in found if one.leak == Leak.CPR}
    found = [one for one in found if one.leak != Leak.NUMBER or one.place not in cprs]
    return sorted(once(found), key=lambda one: (one.place.first, one.place.last))


def once(found: list[Finding]) -> Iterator[Finding]:
    """Of findings of one kind that lie over each other, the first and shortest."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda one: (one.place.first, one.place.last - one.place.first)):
        if not any(other.leak == one.leak and one.place.first < other.place.last for other in kept):
            kept.append(one)
    return iter(kept)


def of_houses(read: Read, houses: Protected) -> Iterator[Finding]:
    yield from (Finding(Leak.HOUSE, place) for one, place in read.names.items() if one in houses.names)
    yield from (Finding(Leak.PLACE, place) for one, place in read.streets.items() if one in houses.streets)
    yield from (Finding(Leak.REACHED, place) for one, place in read.phones() if one[-PHONE_END:] in houses.phones)
    yield from (Finding(Leak.REACHED, place) for one, place in read.mails().items() if one in houses.emails)
    yield from in_towns(read.text, houses)


def in_towns(text: str, houses: Protected) -> Iterator[Finding]:
    """A protected street without its number, with its postal code or town beside it."""
    row = pieces(text)
    for at in range(len(row)):
        for size in range(1, 5):
            words = row[at : at + size]
            towns = houses.alone.get(street_of([one.plain for one in words]))
            if towns and towns & beside(row, at, at + size):
                yield Finding(Leak.PLACE, Place(words[0].first, words[-1].last))


def beside(row: list[Piece], first: int, last: int) -> set[str]:
    return {one.plain for one in (*row[max(0, first - BEFORE) : first], *row[last : last + AFTER])}


def of_persons(read: Read, persons: frozenset[str]) -> Iterator[Finding]:
    if persons:
        for mark, place in read.persons_marks().items():
            if mark in persons:
                yield Finding(OF_PERSONS[mark.partition(" ")[0]], place)


def of_cprs(text: str, own: frozenset[str]) -> Iterator[Finding]:
    """Anybody's CPR number that is not the own, whether the register knows it or not."""
    row = pieces(text)
    for at, one in enumerate(row):
        for size in (1, 2, 3, 4, 5):
            parts = row[at : at + size]
            number = "".join(part.plain for part in parts)
            if len(number) == 10 and number.isdigit() and is_cpr(number, parts) and f"{NUMBER} {number}" not in own:
                yield Finding(Leak.CPR, Place(one.first, parts[-1].last))


def is_cpr(number: str, parts: list[Piece]) -> bool:
    """A day, and the last four beside it; written in other parts it must also check."""
    day, month = int(number[:2]), int(number[2:4])
    if not (0 < day % 60 <= 31 and 0 < month <= 12) or not close(parts):
        return False
    return [len(part.plain) for part in parts] in ([10], [6, 4]) or checks(number)


WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def checks(number: str) -> bool:
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=True)) % 11 == 0


def close(parts: list[Piece]) -> bool:
    return all(before.is_near(after) for before, after in pairwise(parts))


def of_refs(text: str, refs: frozenset[str]) -> Iterator[Finding]:
    """The number of somebody else's case or inquiry."""
    row = pieces(text)
    for at, one in enumerate(row[:-2]):
        year, number = row[at + 1], row[at + 2]
        if one.plain in CASE_REFS and len(year.plain) == 4 and year.plain.startswith("20") and number.is_number:
            said = f"{one.plain} {year.plain} {number.plain.lstrip('0')}"
            if close([one, year, number]) and said not in refs and year.is_number:
                yield Finding(Leak.REF, Place(one.first, number.last))


def plain_ref(ref: str) -> str:
    """The number of a case as ``of_refs`` reads it."""
    return " ".join(one.plain.lstrip("0") for one in pieces(ref))


MAIL_ADDRESS = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\s?\.\s?[\w-]+)+")


def mails_in(text: str) -> dict[str, Place]:
    seen = [(at, sign) for at, sign in enumerate(text) if not is_unseen(sign)]
    plain = "".join(sign for _at, sign in seen)
    return {
        plain_mail(re.sub(r"[(\[]at[)\]]", "", found[0])): Place(seen[found.start()][0], seen[found.end() - 1][0] + 1)
        for found in MAIL_ADDRESS.finditer(plain)
    }
