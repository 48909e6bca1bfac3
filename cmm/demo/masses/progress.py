"""What is told while the masses are laid: how many rows of what, and how fast."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic


@dataclass
class Progress:
    """One stretch of the work towards ``whole`` of something; a line every few seconds, and one at the end by table."""

    tell: Callable[[str], None]
    title: str
    whole: int
    began: float = field(default_factory=monotonic)
    told: float = field(default_factory=monotonic)
    rows: Counter[str] = field(default_factory=Counter)

    def add(self, table: str, rows: int) -> None:
        self.rows[table] += rows

    def step(self, done: int) -> None:
        if monotonic() - self.told > 5:
            self.told = monotonic()
            self.tell(f"  {self.title}: {done:,} of {self.whole:,}, {self.speed(sum(self.rows.values()))}")

    def end(self) -> None:
        seconds = monotonic() - self.began
        self.tell(f"{self.title}: {seconds:.1f} s, {self.speed(sum(self.rows.values()))}")
        for table, rows in self.rows.items():
            self.tell(f"  {table:<44}{rows:>11,}")

    def speed(self, rows: int) -> str:
        return f"{rows / max(0.001, monotonic() - self.began):,.0f} rows a second"
