"""Whether two records may be of one person: what speaks for it, what against it, and how strongly.

A number is a proof as far as somebody wrote it down right. A name is none: every word of the shorter name must be in
the longer, or a phone must speak with it, and what is known otherwise of the two may not contradict.
"""

from dataclasses import dataclass

from cases.matching.form import Form
from cases.matching.numbers import same_number, same_phone
from cases.matching.pairing import Laid, lay
from cases.matching.sounds import VOWELS, near
from cases.matching.words import Word

LEAST_WORD = 0.88  # each word of the shorter name is at least so near to one of the longer
LEAST_UNVOICED = 0.8  # where the script of one leaves out what the other has
ALMOST = 0.49  # what part of a name says at most
PROPOSED = 0.5
NUMBER, PHONE, NAME, NAME_SOUNDS, SEX, AGE, CITIZENSHIP = (
    "number", "phone", "name", "name_sounds", "sex", "age", "citizenship",
)  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """What is known of a person in plain; empty where it is not. An age is the place of its band among the bands."""

    sex: str = ""
    age: int | None = None
    citizenship: str = ""


@dataclass(frozen=True)
class Likeness:
    """How much speaks for one person, from 0 to 1, and what."""

    score: float
    reasons: tuple[str, ...]

    @property
    def is_proposed(self) -> bool:
        return self.score >= PROPOSED


NONE = Likeness(0.0, ())


UNKNOWN = Facts()


def alike(one: Form, other: Form, known: Facts = UNKNOWN, also: Facts = UNKNOWN) -> Likeness:
    number = any(same_number(a, b) or same_number(b, a) for a in one.numbers for b in other.numbers)
    phone = any(same_phone(a, b) for a in one.phones for b in other.phones)
    score, how = name_alike(one, other)
    named, agreed = (how,) if score >= PROPOSED else (), agreeing(known, also)
    if number:
        return Likeness(1.0, (NUMBER, *((PHONE,) if phone else ()), *named, *agreed))
    if phone and score >= ALMOST:
        return Likeness(max(score, 0.9), (how, PHONE, *agreed))
    if not named or contradict(known, also):
        return NONE
    return Likeness(score, (how, *agreed))


def contradict(known: Facts, also: Facts) -> bool:
    """Bands of age are years old: the one beside it is no contradiction."""
    told = ((known.sex, also.sex), (known.citizenship, also.citizenship))
    if any(one and other and one != other for one, other in told):
        return True
    return known.age is not None and also.age is not None and abs(known.age - also.age) > 1


def agreeing(known: Facts, also: Facts) -> tuple[str, ...]:
    told = ((SEX, known.sex, also.sex), (AGE, known.age, also.age), (CITIZENSHIP, known.citizenship, also.citizenship))
    return tuple(reason for reason, one, other in told if one not in ("", None) and one == other)


def name_alike(one: Form, other: Form) -> tuple[float, str]:
    """The nearest of the names of one and of the other."""
    found = [name_likeness(left, right) for left in one.names for right in other.names]
    return max(found, default=(0.0, NAME))


def name_likeness(one: tuple[Word, ...], other: tuple[Word, ...]) -> tuple[float, str]:
    """From ``PROPOSED`` where the whole of the shorter name stands in the longer; less where part of it does."""
    short, long = sorted((one, other), key=lambda name: sum(not word.is_small for word in name))
    laid = lay(short, long)
    nearest = min((pair.near for pair in laid.pairs), default=0.0)
    least = LEAST_WORD if {word.is_unvoiced for word in (*short, *long)} == {False} else LEAST_UNVOICED
    whole = min(laid.asked, nearest) >= least and is_enough(short, laid) and not any(map(is_turned, laid.words))
    how = NAME if laid.pairs and all(pair.near == 1 for pair in laid.pairs) else NAME_SOUNDS
    return (PROPOSED + 0.5 * laid.asked * (0.5 + 0.5 * laid.kept), how) if whole else (part(laid), how)


def is_enough(short: tuple[Word, ...], laid: Laid) -> bool:
    """One word names nobody. Small ones count where the two names have the same words and no others."""
    return laid.whole_words >= 2 or (len(short) > 1 and min(laid.asked, laid.kept) > 0.99)


def is_turned(both: tuple[Word, Word]) -> bool:
    """A woman's name and a man's: the one is the other with an a behind it."""
    short, long = sorted((word.sound.strip("~").removesuffix("h") for word in both), key=len)
    return long.endswith("a") and short[-1:] not in VOWELS and near(long[:-1], short) > 0.93


def part(laid: Laid) -> float:
    """Less than a proposal: for a phone to speak with."""
    return min(laid.asked, ALMOST) if laid.whole_words else 0.0
