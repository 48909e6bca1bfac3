"""The nearest of many identities to what somebody typed.

Names repeat: most of the work is done once for each different word, in the library's C++, and only rows that hold a
near word are looked at one by one.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log2
from typing import Any, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from cases.matching.numbers import numbers_in, phones_in, same_number, same_phone
from cases.matching.pairing import (
    LEAST_BEGINNING,
    LEAST_INSIDE,
    LEAST_PART,
    SAME,
    SHORT_FORM,
    SPELLED,
    Laid,
    is_part,
    lay,
    weight_of,
    words_near,
)
from cases.matching.sounds import LEAST
from cases.matching.words import Word, words

LEAST_HIT = 0.6
NAME, NAME_PART, SOUNDS, SPELLING, PHONE, NUMBER = "name", "name_part", "sounds", "spelling", "phone", "number"
# Sounds that lie near each other as one letter, and vowels gone: only to find who is worth a closer look.
COARSE = str.maketrans("PfbvwgcXGHdDTCjSZzml", "pppppkkkkttt" + "sssss" + "snr", "aeiouhy~")


@dataclass(frozen=True)
class Query:
    """What somebody searches for: a name, and phones or other numbers."""

    words: tuple[Word, ...] = ()
    phones: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @classmethod
    def of(cls, *, name: str = "", number: str = "") -> "Query":
        return cls(words(name), phones_in(number), numbers_in(number))

    def __bool__(self) -> bool:
        return bool(self.words or self.phones or self.numbers)


@dataclass(frozen=True)
class Hit:
    """One identity that was found: how near it is, and why."""

    key: Any
    score: float
    reasons: tuple[str, ...]


class Row(NamedTuple):
    """One form: its lines."""

    key: Any
    names: str
    phones: str
    numbers: str


@dataclass(frozen=True)
class Register:
    """The forms that are searched, the line of names of each, and how many times each word is held."""

    forms: Sequence[tuple[Any, str]]
    names: list[str]
    held: Counter[str]

    @classmethod
    def of(cls, forms: Iterable[tuple[Any, str]]) -> "Register":
        whole = list(forms)
        names = [text.split("\n", 2)[1] for _key, text in whole]
        return cls(whole, names, Counter(held_in(" ".join(names))))

    def rows(self, query: Query, near: Collection[str]) -> Iterator[Row]:
        """Those worth a closer look; the others are not even taken apart."""
        by_number, near = bool(query.phones or query.numbers), frozenset(near)
        for (key, text), names in zip(self.forms, self.names, strict=True):
            if by_number or not near.isdisjoint(held_in(names)):
                _version, _names, phones, numbers = text.split("\n")
                yield Row(key, names, phones, numbers)


def held_in(names: str) -> list[str]:
    return names.replace(";", " ").split()


def ranked(query: Query, forms: Iterable[tuple[Any, str]]) -> list[Hit]:
    """Everybody who is near enough, the nearest first; nobody where nothing is asked."""
    if not query:
        return []
    register = Register.of(forms)
    near = near_words(query.words, register.held)
    weights = [
        rarity(near_rows(word, near, register.held), len(register.forms)) * weight_of(word) for word in query.words
    ]
    hits = [hit_of(query, row, near, weights) for row in register.rows(query, near)]
    found = [hit for hit in hits if hit is not None]
    return sorted(found, key=lambda hit: (-hit.score, str(hit.key)))


def near_words(asked: Sequence[Word], held: Collection[str]) -> dict[str, dict[str, float]]:
    """For each word somebody holds that is near an asked one: which, and how near."""
    texts = list(held)
    kept = [Word.read(text) for text in texts]
    plain, coarse = [word.plain for word in kept], [word.sound.translate(COARSE) for word in kept]
    found: dict[str, dict[str, float]] = {}
    for word in [*asked, *runs_of(asked)]:
        for place in worth_a_look(word, plain, coarse):
            near = words_near(word, kept[place]).near
            if near < LEAST and (is_part(word.plain, plain[place]) or is_part(plain[place], word.plain)):
                near = SHORT_FORM
            if near >= LEAST:
                found.setdefault(texts[place], {})[word.plain] = near
    return found


def runs_of(asked: Sequence[Word]) -> list[Word]:
    return [Word.of(one.plain + two.plain, unvoiced=one.is_unvoiced) for one, two in pairwise(asked)]


def worth_a_look(word: Word, plain: list[str], coarse: list[str]) -> set[int]:
    mine = word.sound.translate(COARSE)
    by_sound = process.extract(
        mine, coarse, scorer=Levenshtein.normalized_similarity, processor=None, score_cutoff=0.6, limit=None
    )
    by_letters = process.extract(
        word.plain, plain, scorer=OSA.normalized_similarity, processor=None, score_cutoff=0.65, limit=None
    )
    parts = parts_of(word.plain, plain)
    return {found[2] for found in by_sound} | {found[2] for found in by_letters} | parts


def parts_of(whole: str, plain: list[str]) -> set[int]:
    """Words the asked one is a part of, or that are a part of it; said flat, for it is asked of every word."""
    if len(whole) < LEAST_BEGINNING:
        return set()
    ends, inside = len(whole) >= LEAST_PART, len(whole) >= LEAST_INSIDE
    return {
        place
        for place, other in enumerate(plain)
        if (whole in other and (inside or other.startswith(whole) or (ends and other.endswith(whole))))
        or (other in whole and is_part(other, whole))
    }


def near_rows(word: Word, near: dict[str, dict[str, float]], held: Counter[str]) -> int:
    return sum(held[text] for text, asked in near.items() if asked.get(word.plain, 0) > 0.9)


def rarity(rows: int, of: int) -> float:
    """A name that many bear says little: half as much for one that a twentieth bears."""
    return 1 / (1 + log2(1 + 20 * rows / of)) if of >= 50 else 1.0


def hit_of(query: Query, row: Row, near: dict[str, dict[str, float]], weights: list[float]) -> Hit | None:
    key, names, phones, numbers = row
    reasons: list[str] = []
    score = 0.0
    if query.phones and any(same_phone(one, other) for one in query.phones for other in phones.split()):
        reasons.append(PHONE)
    if query.numbers and any(same_number(one, other) for one in query.numbers for other in numbers.split()):
        reasons.append(NUMBER)
    score += 1.0 * bool(reasons)
    if query.words and not near.keys().isdisjoint(held_in(names)):
        by_name, way = name_score(query.words, names, weights)
        if by_name >= LEAST_HIT:
            score, reasons = score + by_name, [way, *reasons]
    return Hit(key, score, tuple(reasons)) if reasons else None


def name_score(asked: Sequence[Word], names: str, weights: list[float]) -> tuple[float, str]:
    """How near the nearest of somebody's names is, and in what way. A name of another time may lend a word."""
    each = [tuple(map(Word.read, name.split())) for name in names.split(";") if name]
    if len(each) > 1:
        each.append(tuple(dict.fromkeys(word for name in each for word in name)))
    laid = max((lay(asked, name, weights) for name in each), key=worth)
    parts = sum(
        weight
        for word, weight in zip(asked, weights, strict=True)
        if any(is_part(word.plain, other.plain) or is_part(other.plain, word.plain) for name in each for other in name)
    ) / (sum(weights) or 1)
    score = max(worth(laid), min(worth(laid) + SHORT_FORM * parts, SHORT_FORM))
    return score, way_of(laid)


def worth(laid: Laid) -> float:
    """What was asked for must be there; what is there beside it only puts a row behind one without."""
    whole = laid.asked * (0.85 + 0.15 * laid.kept)
    # Somebody of whom only a given name is known is found by the whole name too.
    return max(whole, 0.6 + 0.2 * laid.asked) if laid.whole_words and laid.kept > 0.93 else whole


def way_of(laid: Laid) -> str:
    if all(pair.way == SAME for pair in laid.pairs):
        return NAME if laid.asked > 0.99 and laid.kept > 0.99 else NAME_PART
    return SPELLING if any(pair.way == SPELLED for pair in laid.pairs) else SOUNDS
