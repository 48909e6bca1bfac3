"""Reading a CSV file line by line, so that what is wrong is named by file, line and column."""

import csv
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from reports.history.counts import BrokenHistory

YEARS = range(2000, 2031)
DIGITS = 6
# As wide as the database keeps it; a test compares the two.
WIDTHS = {
    "key": 40,
    "publisher": 120,
    "title": 200,
    "url": 300,
    "category": 80,
    "printed": 120,
    "note": 200,
    "note_en": 200,
}
CELL = re.compile(r'("(?:[^"]|"")*"|[^",][^,]*|)(?:,|$)')


@dataclass(frozen=True)
class Line:
    """One line of a file; each reader of a column says what may stand there."""

    file: str
    number: int
    cells: dict[str, str]

    def wrong(self, column: str, reason: str) -> BrokenHistory:
        return BrokenHistory(self.file, self.number, column, reason)

    def text(self, column: str, *, blank: bool = False) -> str:
        value = self.cells[column].strip(" ")
        if not value and not blank:
            raise self.wrong(column, _("nothing stands here"))
        if not value.isprintable():
            raise self.wrong(column, _("a character stands here that cannot be printed"))
        if len(value) > WIDTHS.get(column, max(WIDTHS.values())):
            raise self.wrong(column, _("the text is too long"))
        return value

    def word(self, column: str, known: Container[str]) -> str:
        """A word that must be one of those known."""
        value = self.text(column)
        if value not in known:
            raise self.wrong(column, _("“%s” is not known") % value[:60])
        return value

    def one_of(self, column: str, known: Mapping[str, str]) -> str:
        """What one of the known words stands for."""
        return known[self.word(column, known)]

    def year(self, column: str) -> int:
        value = self.text(column)
        if not is_number(value) or int(value) not in YEARS:
            raise self.wrong(column, _("“%s” is not a year") % value[:60])
        return int(value)

    def count(self, column: str) -> int:
        value = self.text(column)
        if not is_number(value):
            raise self.wrong(column, _("“%s” is not a whole number") % value[:60])
        return int(value)

    def day(self, column: str) -> str:
        """A date as 2023-05-30, or nothing."""
        value = self.text(column, blank=True)
        try:
            return value and date.fromisoformat(value).isoformat()
        except ValueError:
            raise self.wrong(column, _("“%s” is not a date such as 2023-05-30") % value[:60]) from None

    def address(self, column: str) -> str:
        value = self.text(column)
        if not value.startswith("https://") or " " in value or not urlsplit(value).netloc:
            raise self.wrong(column, _("“%s” is not an address") % value[:60])
        return value


def is_number(text: str) -> bool:
    """Plain digits, as many as a count of persons may have."""
    return text.isascii() and text.isdigit() and len(text) <= DIGITS


def lines(path: Path, columns: list[str]) -> Iterator[Line]:
    """Every line after the head. The head must be ``columns``, and each line must have as many cells."""
    rows = enumerate(texts(path, columns), 1)
    head = cells_of(path, 1, next(rows, (1, ""))[1], columns)
    for place, column in enumerate(columns):
        if head[place : place + 1] != [column]:
            raise BrokenHistory(path.name, 1, column, _("the head should say “%s” here") % column)
    number = 1
    for number, text in rows:
        cells = cells_of(path, number, text, columns)
        if len(cells) != len(columns):
            reason = _("%(found)s cells, not %(wanted)s") % {"found": len(cells), "wanted": len(columns)}
            raise BrokenHistory(path.name, number, named(columns, len(cells) - 1), reason)
        yield Line(path.name, number, dict(zip(columns, cells, strict=True)))
    if number == 1:
        raise BrokenHistory(path.name, 2, columns[0], _("no figures stand under the head"))


def cells_of(path: Path, number: int, text: str, columns: list[str]) -> list[str]:
    """The cells of one line; a quotation that does not end on its line is broken, not continued."""
    try:
        return next(csv.reader([text], strict=True), [])
    except csv.Error as error:
        good = place = 0
        while (found := CELL.match(text, place)) and found.end() > place:
            good, place = good + 1, found.end()
        reason = _("a quotation mark has no partner")
        raise BrokenHistory(path.name, number, named(columns, good), reason) from error


def texts(path: Path, columns: list[str]) -> Iterator[str]:
    """The lines of the file as text."""
    try:
        raws = path.read_bytes().splitlines()
    except OSError as error:
        raise BrokenHistory(path.name, 1, columns[0], _("the file cannot be opened")) from error
    for number, raw in enumerate(raws, 1):
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            column = named(columns, raw[: error.start].count(b","))
            raise BrokenHistory(path.name, number, column, _("this is not UTF-8 text")) from error


def named(columns: list[str], place: int) -> str:
    """The column at ``place``, or the nearest there is."""
    return columns[max(0, min(place, len(columns) - 1))]
