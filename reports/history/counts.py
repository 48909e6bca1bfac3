"""One published figure, as read from a source file."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cmm.core.errors import RuleError


class BrokenHistory(RuleError):
    """A line of a history file cannot be read. Nothing of any file is loaded."""

    def __init__(self, file: str, line: int, column: str, reason: str) -> None:
        self.place = {"file": file, "line": line, "column": column}
        message = _("%(file)s, line %(line)s, column %(column)s: %(reason)s")
        super().__init__(message, code="broken_history", params={**self.place, "reason": reason})


@dataclass(frozen=True)
class Source:
    """Where figures were printed."""

    key: str
    publisher: str
    title: str
    url: str
    seen_on: str
    note: str
    note_en: str


@dataclass(frozen=True)
class Count:
    """One figure as its source prints it. ``value`` is None where the source masks or only describes it."""

    source: str
    file: str
    line: int
    population: str
    dimension: str
    category: str
    year: int
    value: int | None
    printed: str
    certainty: str = "stated"
    note: str = ""
    crossed: bool = False

    @property
    def heading(self) -> tuple[str, str, str, str, int]:
        """What the figure is about; a source that says it twice contradicts itself."""
        return self.source, self.population, self.dimension, self.category, self.year

    @property
    def low(self) -> int:
        return 0 if self.value is None else self.value

    @property
    def high(self) -> int:
        """A mask of the source, ``<5``, stands for 0 to 4."""
        if self.value is not None:
            return self.value
        return int(self.printed[1:]) - 1 if self.printed.startswith("<") else 0

    @property
    def masked(self) -> bool:
        return self.value is None and self.printed.startswith("<")
