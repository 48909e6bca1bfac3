"""One measured page, and what design section 8 says of it."""

from dataclasses import asdict, dataclass
from typing import Any

from tests.lists.pages import BAR

BARE_BAR, SCOPE_BAR, GROWTH_BAR = 3.0, 1.3, 1.5


@dataclass(frozen=True)
class Figure:
    """One list at one page of it, for one reader. Times are the least of one run, in milliseconds."""

    page: str
    role: str
    place: str
    rows: int
    statements: int
    one_row: int
    hundred_rows: int
    bounded: bool
    work: float
    clock: float
    bare: float
    admin: float | None
    scoped: float | None
    unscoped: float | None
    small: float | None = None  # the same page over a thousand cases, where it shows as many rows

    @property
    def to_bare(self) -> float:
        return self.work / self.bare

    @property
    def to_admin(self) -> float | None:
        return self.work / self.admin if self.admin else None

    @property
    def to_unscoped(self) -> float | None:
        return self.scoped / self.unscoped if self.scoped and self.unscoped else None

    @property
    def to_small(self) -> float | None:
        return self.work / self.small if self.small else None

    @property
    def broken(self) -> list[str]:
        """The bars it is over, by name."""
        held = {
            "statements": max(self.statements, self.one_row, self.hundred_rows) <= BAR,
            "rows": self.one_row == self.hundred_rows,
            "count": self.bounded,
            "bare": self.to_bare <= BARE_BAR,
            "admin": self.to_admin is None or self.to_admin < 1,
            "scope": self.to_unscoped is None or self.to_unscoped <= SCOPE_BAR,
            "growth": self.to_small is None or self.to_small <= GROWTH_BAR,
        }
        return [name for name, holds in held.items() if not holds]

    def told(self) -> dict[str, Any]:
        """For machines."""
        ratios = {"to_bare": self.to_bare, "to_admin": self.to_admin, "to_unscoped": self.to_unscoped}
        ratios |= {"to_small": self.to_small}
        shown = {name: ratio and round(ratio, 2) for name, ratio in ratios.items()}
        return asdict(self) | shown | {"broken": self.broken, "holds": not self.broken}
