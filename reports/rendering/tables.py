"""A frozen table as the page and the picture see it: labels in one language, signs for what is not shown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from reports.numbers import number, percent

SIGNS = {
    "withheld": (":", _("withheld")),
    "absent": ("..", _("not available")),
    "never": ("·", _("cannot occur")),
}


def sign(kind: str) -> SafeString:
    """A sign and what a reader says for it; the finishing puts the words into the PDF."""
    mark, words = SIGNS[kind]
    return mark_safe(f'<span class="{kind}" data-say="{words}">{mark}</span>')  # noqa: S308 -- both from the table above


class View:
    """One frozen table in the language at hand."""

    def __init__(self, frozen: dict[str, Any]) -> None:
        language = "en" if get_language() == "en" else "da"
        first, second = frozen["dimensions"]
        self.frozen = frozen
        self.id: str = frozen["id"]
        self.title: str = frozen["title"][language]
        self.population: str = frozen["population"][language]
        self.measure: str = frozen["measure"]
        self.definition: str = frozen.get("definition", "")
        self.notes = [one[language] for one in frozen.get("notes", ())]
        self.corner: str = first["label"][language]
        self.total: str | None = first["total"]
        self.row_labels = {one["code"]: one[language] for one in first["categories"]}
        self.column_labels = {one["code"]: one[language] for one in second["categories"]}
        self.rows, self.columns = list(self.row_labels), list(self.column_labels)
        self.cells = {tuple(one["key"]): one for one in frozen["cells"]}

    def __getitem__(self, key: tuple[str, str]) -> int | None:
        """The shown value; None when it is withheld or not available."""
        found = self.cells.get(key)
        return found["value"] if found else None

    def left(self, column: str) -> int | None:
        """What the withheld rows of a column may have at the most, one of them or all together; 0 where none is
        withheld, None where nobody can say."""
        if all(self.known(row, column) != SIGNS["withheld"][0] for row in self.rows):
            return 0
        whole = self[self.total, column] if self.total else None
        return None if whole is None else whole - sum(self[row, column] or 0 for row in self.rows if row != self.total)

    def known(self, row: str, column: str) -> int | str | None:
        """The value, the sign of a withheld one, or None where nothing was published."""
        found = self.cells.get((row, column))
        if found is None:
            return None
        return found["value"] if found["status"] == "shown" else SIGNS["withheld"][0]

    def text(self, row: str, column: str) -> str:
        found = self.cells.get((row, column))
        if found is None:
            return sign("absent")
        return number(found["value"]) if found["status"] == "shown" else sign("withheld")

    def share(self, row: str, column: str, whole: str) -> str:
        """A percentage has the sign of its parts, and its unit stands in the row's label."""
        part, all_of_it = self[row, column], self[whole, column]
        if part is None:
            return self.text(row, column)
        return percent(part, all_of_it).rstrip("\xa0%") if all_of_it else self.text(whole, column)

    @property
    def printed(self) -> bool:
        """Whether every figure is reprinted from a published source; what was told in a letter says what it counts."""
        return "register" not in self.sources and not any("figure" in one for one in self.cells.values())

    @property
    def has_withheld(self) -> bool:
        return any(one["status"] == "withheld" for one in self.cells.values())

    @property
    def has_absent(self) -> bool:
        return len(self.cells) < len(self.rows) * len(self.columns)

    @property
    def uncertain(self) -> list[tuple[int, str]]:
        """Values whose source says too little of where they come from, each with its column."""
        doubtful = [one for one in self.cells.values() if one.get("certainty") == "uncertain" and one["value"]]
        return [(one["value"], self.column_labels[one["key"][1]]) for one in doubtful]

    @property
    def sources(self) -> list[str]:
        keys = [key for one in self.cells.values() for key in one["source"].split("+")]
        return list(dict.fromkeys(keys))


@dataclass(frozen=True)
class Row:
    label: str
    cells: list[str]
    kind: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table on the page: what the template needs and nothing else."""

    no: int
    title: str
    unit: str
    corner: str
    heads: list[str]
    rows: list[Row]
    now: str = ""
    klass: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"tab{self.no}"

    @property
    def corner_heads(self) -> bool:
        """Whether the corner is a heading too; in a small table headings would outnumber the data."""
        rows, columns = len(self.rows), len(self.heads)
        return 1 + columns + rows <= rows * columns

    @property
    def lines(self) -> list[tuple[Row, list[tuple[str, bool]]]]:
        """Rows with their cells, each with whether its column is the stressed one."""
        stressed = [head == self.now for head in self.heads]
        return [(row, list(zip(row.cells, stressed, strict=True))) for row in self.rows]


def upright(view: View, kinds: dict[str, str] | None = None, columns: list[str] | None = None) -> list[Row]:
    """Rows as they are frozen; of the columns all, or those asked for and the rows that have something there."""
    kinds, chosen = kinds or {}, view.columns if columns is None else columns
    return [
        Row(label, [view.text(code, column) for column in chosen], kinds.get(code, ""))
        for code, label in view.row_labels.items()
        if columns is None or any((code, column) in view.cells for column in chosen)
    ]


def turned(view: View, now: str, more: Callable[[str], Iterable[str]] = lambda _year: ()) -> list[Row]:
    """Years as rows, the report's own year stressed."""
    return [
        Row(label, [*(view.text(row, code) for row in view.rows), *more(code)], "now" if code == now else "")
        for code, label in view.column_labels.items()
    ]
