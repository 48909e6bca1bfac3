"""Reading a CSV file line by line, so that what is wrong is named by file, line and column."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from reports.history.counts import BrokenHistory

YEARS = range(2000, 2031)


@dataclass(frozen=True)
class Line:
    """One line of a file; each reader of a column says what may stand there."""

    file: str
    number: int
    cells: dict[str, str]

    def wrong(self, column: str, reason: str) -> BrokenHistory:
        return BrokenHistory(self.file, self.number, column, reason)

    def text(self, column: str, *, blank: bool = False) -> str:
        value = self.cells[column].strip()
        if not value and not blank:
            raise self.wrong(column, _("nothing stands here"))
        return value

    def one_of(self, column: str, known: dict[str, str]) -> str:
        value = self.text(column)
        if value not in known:
            raise self.wrong(column, _("“%s” is not known") % value[:60])
        return known[value]

    def year(self, column: str) -> int:
        value = self.text(column)
        if not value.isascii() or not value.isdigit() or int(value) not in YEARS:
            raise self.wrong(column, _("“%s” is not a year") % value[:60])
        return int(value)

    def count(self, column: str) -> int:
        value = self.text(column)
        if not value.isascii() or not value.isdigit():
            raise self.wrong(column, _("“%s” is not a whole number") % value[:60])
        return int(value)

    def address(self, column: str) -> str:
        value = self.text(column)
        if urlsplit(value).scheme != "https":
            raise self.wrong(column, _("“%s” is not an address") % value[:60])
        return value


def lines(path: Path, columns: list[str]) -> Iterator[Line]:
    """Every line after the head. The head must be ``columns``, and each line must have as many cells."""
    reader = csv.reader(decoded(path), strict=True)
    try:
        head = next(reader, [])
        for place, column in enumerate(columns):
            if head[place : place + 1] != [column]:
                raise BrokenHistory(path.name, 1, column, _("the head should say “%s” here") % column)
        for row in reader:
            if len(row) != len(columns):
                last = columns[min(len(row), len(columns)) - 1]
                reason = _("%(found)s cells, not %(wanted)s") % {"found": len(row), "wanted": len(columns)}
                raise BrokenHistory(path.name, reader.line_num, last, reason)
            yield Line(path.name, reader.line_num, dict(zip(columns, row, strict=True)))
    except csv.Error as error:
        raise BrokenHistory(path.name, reader.line_num, columns[0], str(error)) from error


def decoded(path: Path) -> Iterator[str]:
    for number, raw in enumerate(path.read_bytes().splitlines(keepends=True), 1):
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            column = str(raw[: error.start].count(b",") + 1)
            raise BrokenHistory(path.name, number, column, _("this is not UTF-8 text")) from error
