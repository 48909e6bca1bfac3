"""A text as marks: its words and numbers in one form, alone and joined with their neighbours, each with its place.

A word that was parted, joined, spaced out, spelled without Danish letters or with letters of another script gives the
same mark as the word itself.
"""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from cases.leaving.letters import alike, as_number, in_ascii, in_latin, is_unseen, key
from cases.leaving.streets import street_of
from cases.matching.scripts import script_of
from cases.matching.words import SMALL

MOST_JOINED = 5  # pieces that may be one word, or one name, or one number
MOST_DIGITS = 7
NEAR = 4  # signs between two pieces that belong together: a comma, a blank, a line break


@dataclass(frozen=True)
class Piece:
    """Letters or digits that stand together; where they begin and end in the text as written, and as it is seen."""

    plain: str
    first: int
    last: int
    begins: int
    ends: int
    is_large: bool = False

    @property
    def is_number(self) -> bool:
        return self.plain.isdigit()

    def with_next(self, other: "Piece") -> "Piece":
        return replace(self, plain=self.plain + other.plain, last=other.last, ends=other.ends)

    def is_near(self, other: "Piece") -> bool:
        """Whether the other stands right after it."""
        return other.begins - self.ends <= NEAR


@dataclass(frozen=True)
class Place:
    """Where something stands in a text."""

    first: int
    last: int

    def of(self, text: str) -> str:
        return " ".join(text[self.first : self.last].split())


def pieces(text: str) -> list[Piece]:
    """The text in its pieces; what nobody sees is not there."""
    return list(unspaced(list(cut(text))))


def cut(text: str) -> Iterator[Piece]:
    run: list[Seen] = []
    for sign, at, seen in signs_of(text):
        kind = kind_of(sign)
        if run and (kind != kind_of(run[-1][0]) or not kind):
            yield piece(run)
            run = []
        if kind:
            run.append((sign, at, seen))
    if run:
        yield piece(run)


Seen = tuple[str, int, int]  # a sign, where it stands as written, and as it is seen


def signs_of(text: str) -> Iterator[Seen]:
    """What is seen of the text; blanks in a row are one."""
    seen, was_blank = 0, False
    for at, sign in enumerate(text):
        if not is_unseen(sign):
            seen += not (was_blank and sign.isspace())
            was_blank = sign.isspace()
            yield sign, at, seen


def kind_of(sign: str) -> str:
    if sign.isdecimal() or (sign.isdigit() and not sign.isalpha()):
        return "digit"
    return "letter" if sign.isalpha() else ""


def piece(run: list[Seen]) -> Piece:
    written = "".join(sign for sign, _at, _seen in run)
    digits = kind_of(run[0][0]) == "digit"
    plain = "".join(str(unicodedata.digit(sign)) for sign in written) if digits else alike(written)
    (_sign, first, begins), (_last_sign, last, ends) = run[0], run[-1]
    return Piece(plain, first, last + 1, begins, ends + 1, written[0].isupper())


def unspaced(found: list[Piece]) -> Iterator[Piece]:
    """Letters written apart, three or more, are one word; digits written apart are one number."""
    run: list[Piece] = []
    for one in found:
        if run and not goes_on(run[-1], one):
            yield from gathered(run)
            run = []
        if len(one.plain) == 1:
            run.append(one)
        else:
            yield one
    yield from gathered(run)


def goes_on(before: Piece, one: Piece) -> bool:
    """A comma or a dash ends a number that is written apart; a name goes on behind it."""
    apart = one.begins - before.ends
    return len(one.plain) == 1 and one.is_number == before.is_number and apart <= (1 if one.is_number else NEAR)


def gathered(run: list[Piece]) -> list[Piece]:
    if len(run) < (2 if run and run[0].is_number else 3):
        return run
    whole = run[0]
    for one in run[1:]:
        whole = whole.with_next(one)
    return [whole]


def names_in(text: str) -> dict[str, Place]:
    """Words that may be a name of two words or more: joined with up to four after them, and over one between."""
    found: dict[str, Place] = {}
    for reading in readings(text):
        words = [one for one in reading if not one.is_number]
        for at, one in enumerate(words):
            for joined in (*joins(words, at, MOST_JOINED), *over_one(words, at)):
                if len(joined.plain) >= LEAST_JOINED or (one.is_large and words[min(at + 1, len(words) - 1)].is_large):
                    found.setdefault(key(joined.plain), Place(joined.first, joined.last))
    return found


LEAST_JOINED = 7  # shorter ones, such as Li Wei, are a name only with two capitals


def over_one(words: list[Piece], at: int) -> list[Piece]:
    """Somebody's first and last name with another between."""
    pair = words[at : at + 3]
    apart = len(pair) == 3 and pair[0].is_near(pair[1]) and pair[1].is_near(pair[2]) and may_be_between(pair[1])
    return [pair[0].with_next(pair[2])] if apart else []


def may_be_between(middle: Piece) -> bool:
    return middle.is_large or len(middle.plain) == 1 or middle.plain in SMALL


def readings(text: str) -> list[list[Piece]]:
    """The pieces as they look; where letters of other scripts stand in the text, also as they sound, in two ways."""
    looks = pieces(text)
    if text.isascii() or script_of(text) == "latin":
        return [looks]
    return [looks, *([heard(text, one, how) for one in looks] for how in (in_latin, in_ascii))]


def heard(text: str, one: Piece, how: Callable[[str], str]) -> Piece:
    return replace(one, plain=how(text[one.first : one.last]) or one.plain)


def joins(row: list[Piece], at: int, most: int) -> Iterator[Piece]:
    """The piece, and with each number of near ones after it."""
    whole = row[at]
    yield whole
    for before, after in pairwise(row[at : at + most]):
        if not before.is_near(after):
            return
        whole = whole.with_next(after)
        yield whole


def numbers_of(text: str) -> dict[str, Place]:
    """Everything that may be somebody's number: digits with up to three letters before or among them, joined."""
    row, found = pieces(text), {}
    for at, one in enumerate(row):
        if not (one.is_number or len(one.plain) <= 3):
            continue
        for joined in joins(row, at, MOST_DIGITS):
            if len(joined.plain) >= LEAST_NUMBER and sum(map(str.isdigit, joined.plain)) >= LEAST_DIGITS:
                found.setdefault(joined.plain, Place(joined.first, joined.last))
    return found


LEAST_NUMBER, LEAST_DIGITS = 6, 4


def streets_in(text: str) -> dict[tuple[str, str], Place]:
    """Up to five words and the number after them."""
    row, found = [one for one in pieces(text) if one.plain not in NUMBER_SIGNS], {}
    for at, one in enumerate(row):
        number = one.plain if one.is_number else as_number(one.plain)
        if not number:
            continue
        for back in range(1, MOST_JOINED + 1):
            words = row[max(0, at - back) : at]
            if len(words) < back or words[0].is_number or one.begins - words[-1].ends > 2 * NEAR:
                break
            street = street_of([word.plain for word in words])
            found.setdefault((street, number.lstrip("0")), Place(words[0].first, one.last))
    return found


NUMBER_SIGNS = frozenset({"nr", "no", "num", "numer", "husnr", "husnumer"})
