"""How large a world is asked for."""

from dataclasses import dataclass

DAYS = 3_650  # how far back the copies reach


@dataclass(frozen=True)
class Masses:
    """What the register holds at least when the masses are laid, the demonstration included."""

    cases: int = 100_000
    contacts: int = 1_000_000
    placements: int = 200_000
    entries: int = 5_000_000


def masses(size: float) -> Masses:
    """``size`` is the part of the whole world, or above one a number of cases; the rest keeps its proportion."""
    part = size if size <= 1 else size / Masses.cases
    if not 0 < part <= 1:
        raise ValueError(f"{size} is no part of a world of {Masses.cases:,} cases.")
    return Masses(*(round(whole * part) for whole in (100_000, 1_000_000, 200_000, 5_000_000)))
