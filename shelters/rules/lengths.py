"""The middle and the spread of whole numbers that are known only by how many have each."""

from collections.abc import Mapping
from decimal import Decimal

# Nights, both ends included; the last has no end. Fixed, so that one year's table lies beside another's.
BANDS = ((0, 7), (8, 30), (31, 90), (91, 180), (181, None))
LOWER, MIDDLE, UPPER = Decimal("0.25"), Decimal("0.5"), Decimal("0.75")


def quantile(counts: Mapping[int, int], share: Decimal) -> Decimal | None:
    """The value below which ``share`` of them lie, between two of them in proportion; None of nobody."""
    total = sum(counts.values())
    if not total:
        return None
    place = share * (total - 1)
    low = int(place)
    below, above = nth(counts, low), nth(counts, min(low + 1, total - 1))
    return below + (place - low) * (above - below)


def nth(counts: Mapping[int, int], place: int) -> int:
    """The value at ``place``, counted from nought, when all stand in a row by size."""
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return value
    raise IndexError(place)


def in_bands(counts: Mapping[int, int]) -> list[int]:
    """How many fall into each of ``BANDS``."""
    return [
        sum(number for value, number in counts.items() if low <= value and (high is None or value <= high))
        for low, high in BANDS
    ]
