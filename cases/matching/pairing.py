"""The words of one name laid beside the words of another, each with its nearest, in whatever order they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from cases.matching.sounds import LEAST, near, near_unvoiced
from cases.matching.words import SMALL, Word

SAME, SOUNDS, SPELLED = "same", "sounds", "spelled"
SHORT_FORM = 0.82  # Seun for Oluwaseun
# How near two words written in one must be to the one; nearer where no vowel is left out.
JOINED, JOINED_UNVOICED = 0.85, 0.75
LIGHT = 0.25
LEAST_PART = 4  # letters of a name in daily use
LEAST_BEGINNING = 3  # of one that a longer name begins with: Ada of Adaeze, Jun of Junior
LEAST_INSIDE = 5  # of one in the middle: Funmi of Olufunmilayo


@dataclass(frozen=True)
class Pair:
    """Two words that belong together, how near they are, and in what way."""

    near: float
    way: str


@lru_cache(maxsize=100_000)
def words_near(one: Word, other: Word) -> Pair:
    """How near two words are, by sound or by letters, whichever is nearer."""
    if one.plain == other.plain:
        return Pair(1.0, SAME)
    ways = dict.fromkeys(((one, other), (bare(one), other), (one, bare(other))))  # one way, where there is no article
    by_sound = max(sounds_near(*both) for both in ways)
    by_letters = (
        0.97 * OSA.normalized_similarity(one.plain, other.plain) if min(map(len, (one.plain, other.plain))) > 3 else 0.0
    )
    return Pair(by_sound, SOUNDS) if by_sound >= by_letters else Pair(by_letters, SPELLED)


@lru_cache(maxsize=50_000)
def bare(word: Word) -> Word:
    """Without an Arabic article that was written in one with it: Elsayed is Sayed."""
    joined = len(word.plain) > 5 and word.plain.startswith(("al", "el")) and not word.is_unvoiced
    return Word.of(word.plain[2:]) if joined else word


def sounds_near(one: Word, other: Word) -> float:
    if one.is_unvoiced == other.is_unvoiced:
        return 0.99 * near(one.sound.lstrip("~"), other.sound.lstrip("~"))
    written, voiced = (one, other) if one.is_unvoiced else (other, one)
    return 0.97 * near_unvoiced(written.sound[1:], voiced.sound)


def is_part(short: str, long: str) -> bool:
    """A name in daily use is often the end or the beginning of the whole, and now and then its middle."""
    if len(long) <= len(short) or len(short) < LEAST_BEGINNING:
        return False
    if len(short) >= LEAST_INSIDE:
        return short in long
    return long.startswith(short) or (len(short) >= LEAST_PART and long.endswith(short))


@dataclass(frozen=True)
class Laid:
    """Two names side by side: what of each found its match, weighed, and the pairs."""

    asked: float
    kept: float
    pairs: tuple[Pair, ...]
    words: tuple[tuple[Word, Word], ...]
    whole_words: int  # words that are not small and found their match


def lay(asked: Sequence[Word], kept: Sequence[Word], weights: Sequence[float] | None = None) -> Laid:
    """The best of the ways that take words apart or together: Thi Lan is Thilan, dela Cruz is Delacruz."""
    best = lay_once(asked, kept, weights)
    if best.asked > 0.97 and best.kept > 0.97:
        return best
    for left, right, own in together(asked, kept, weights):
        other = lay_once(left, right, own)
        if other.asked + other.kept > best.asked + best.kept + 0.05:
            best = other
    return best


def together(asked: Sequence[Word], kept: Sequence[Word], weights: Sequence[float] | None):  # type: ignore[no-untyped-def]
    for place in range(len(asked) - 1):
        merged = merge(asked, place)
        if is_written_in_one(merged[place], kept):
            own = weights and [*weights[:place], weights[place] + weights[place + 1], *weights[place + 2 :]]
            yield merged, kept, own
    for place in range(len(kept) - 1):
        merged = merge(kept, place)
        if is_written_in_one(merged[place], asked):
            yield asked, merged, weights


def is_written_in_one(both: Word, words: Sequence[Word]) -> bool:
    """Far names put together are a long word, and long words are always a little alike."""
    return any(
        words_near(both, word).near >= (JOINED if word.is_unvoiced == both.is_unvoiced else JOINED_UNVOICED)
        for word in words
        if abs(len(both.plain) - len(word.plain)) <= 2
    )


def merge(found: Sequence[Word], place: int) -> list[Word]:
    one, two = found[place], found[place + 1]
    both = Word.of(one.plain + two.plain, unvoiced=one.is_unvoiced)
    return [*found[:place], both, *found[place + 2 :]]


def lay_once(asked: Sequence[Word], kept: Sequence[Word], weights: Sequence[float] | None = None) -> Laid:
    weigh = list(weights) if weights else [weight_of(word) for word in asked]
    ways = [(words_near(one, two), left, right) for left, one in enumerate(asked) for right, two in enumerate(kept)]
    ways = [way for way in ways if way[0].near >= LEAST]
    ways.sort(key=lambda way: -way[0].near)
    lefts: dict[int, Pair] = {}
    rights: dict[int, float] = {}
    words = []
    for pair, left, right in ways:
        if left not in lefts and right not in rights:
            lefts[left], rights[right] = pair, pair.near
            words.append((asked[left], kept[right]))
    owned = [weight_of(word) for word in kept]
    return Laid(
        asked=sum(weigh[left] * pair.near for left, pair in lefts.items()) / (sum(weigh) or 1),
        kept=sum(owned[right] * near for right, near in rights.items()) / (sum(owned) or 1),
        pairs=tuple(lefts.values()),
        words=tuple(words),
        whole_words=sum(not asked[left].is_small for left in lefts),
    )


def weight_of(word: Word) -> float:
    return LIGHT if word.plain in SMALL else 1.0
