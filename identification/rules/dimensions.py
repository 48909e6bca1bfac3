"""The six dimensions of the ILO and the EC (2009, Delphi survey), computed from what was observed. It explains, and
decides nothing.

A dimension is positive with two strong indicators, one strong and one other, three medium, or two medium and one weak.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cases.enums import MINORS
from identification.enums import Dimension, FourAnswer, Profile, Weight

SEXUAL_FORMS = frozenset({"sexual_prostitution", "sexual_pornography"})
COUNTED = (Weight.STRONG, Weight.MEDIUM, Weight.WEAK)


class Combination(StrEnum):
    """What makes a dimension positive."""

    TWO_STRONG = "two_strong"
    STRONG_AND_OTHER = "strong_and_other"
    THREE_MEDIUM = "three_medium"
    TWO_MEDIUM_AND_WEAK = "two_medium_and_weak"


@dataclass(frozen=True)
class Indication:
    """One indicator as the rule knows it: where it stands, and its weight in each of the four lists."""

    code: str
    dimension: str
    weights: Mapping[str, str]
    verified: Collection[str] = ()

    def weight(self, profile: str) -> str:
        return self.weights.get(profile, Weight.MISSING.value)


@dataclass(frozen=True)
class Observed:
    """One answer to one indicator."""

    indicator: Indication
    answer: str
    number: int = 0


@dataclass(frozen=True)
class Result:
    """One dimension: whether it is positive and by what. ``numbers`` are the observations that count.

    ``missing`` are indicators that were observed and whose weight nobody has found: they count as nothing, and
    ``is_open`` says that the dimension could be positive if they had one.
    """

    dimension: Dimension
    combination: Combination | None
    strong: int
    medium: int
    weak: int
    numbers: tuple[int, ...]
    counted: tuple[str, ...]
    unverified: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def is_positive(self) -> bool:
        return self.combination is not None

    @property
    def is_open(self) -> bool:
        could_be = combination_of(self.strong + len(self.missing), self.medium, self.weak)
        return bool(self.missing) and not self.is_positive and could_be is not None


def combination_of(strong: int, medium: int, weak: int) -> Combination | None:
    """The rule itself."""
    if strong >= 2:
        return Combination.TWO_STRONG
    if strong == 1 and medium + weak >= 1:
        return Combination.STRONG_AND_OTHER
    if medium >= 3:
        return Combination.THREE_MEDIUM
    if medium == 2 and weak >= 1:
        return Combination.TWO_MEDIUM_AND_WEAK
    return None


def dimensions(observations: Iterable[Observed], profile: str) -> tuple[Result, ...]:
    """All six, in order. Only "yes" counts, and an indicator counts once however often it was observed."""
    seen = [one for one in observations if one.answer == FourAnswer.YES]
    return tuple(result_of(dimension, seen, profile) for dimension in Dimension)


def result_of(dimension: Dimension, seen: Iterable[Observed], profile: str) -> Result:
    here = [one for one in seen if one.indicator.dimension == dimension]
    once = {one.indicator.code: one.indicator for one in here}
    by_weight = {
        weight: sorted(code for code, indicator in once.items() if indicator.weight(profile) == weight)
        for weight in Weight
    }
    counted = [code for weight in COUNTED for code in by_weight[weight]]
    strong, medium, weak = (len(by_weight[weight]) for weight in COUNTED)
    return Result(
        dimension=dimension,
        combination=combination_of(strong, medium, weak),
        strong=strong,
        medium=medium,
        weak=weak,
        numbers=tuple(sorted(one.number for one in here if one.indicator.code in counted)),
        counted=tuple(counted),
        unverified=tuple(code for code in counted if profile not in once[code].verified),
        missing=tuple(by_weight[Weight.MISSING]),
    )


def profile_of(age_band: str, form: str) -> Profile:
    """The list a person is judged by. Unknown age protects as a child's and waives nothing: its list is the adults'.

    Without a form of exploitation, and for every form that is not sexual, it is the labour list.
    """
    is_sexual, is_child = form in SEXUAL_FORMS, age_band in MINORS
    if is_sexual:
        return Profile.CHILD_SEXUAL if is_child else Profile.ADULT_SEXUAL
    return Profile.CHILD_LABOUR if is_child else Profile.ADULT_LABOUR
