"""A spreadsheet somebody sent, read in a process of its own into plain text. Formulas give what they last gave."""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cmm.core.apart import Failed, bare, work_apart

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 40
LONGEST = 1_000  # characters of a cell
LONGEST_EVER = 20_000  # of one whose reader said so
WALL_SECONDS = 20


class WhyNot(StrEnum):
    """Why a file is not taken for a spreadsheet."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_LONG = "too_long"


class NotASheet(Exception):
    def __init__(self, why: WhyNot) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Sheet:
    """The words over the columns, and under them the rows that are not empty, each with its number in the file."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_sheet(content: bytes, *, longest: int = LONGEST) -> Sheet:
    """The first sheet of a workbook, or a file of comma-separated values. Raises NotASheet."""
    if not content:
        raise NotASheet(WhyNot.EMPTY)
    if len(content) > MOST_BYTES:
        raise NotASheet(WhyNot.TOO_LARGE)
    try:
        answer = work_apart(
            "cmm.core.files.sheet_child", content, seconds=WALL_SECONDS, environment=bare(Path("/nowhere"))
        )
    except Failed:
        raise NotASheet(WhyNot.UNREADABLE) from None
    told = json.loads(answer)
    if "why" in told:
        raise NotASheet(WhyNot(told["why"]))
    sheet = sheet_of(told)
    if any(len(cell) > longest for cell in (*sheet.header, *(cell for _number, row in sheet.rows for cell in row))):
        raise NotASheet(WhyNot.TOO_LONG)
    return sheet


def sheet_of(told: dict[str, list[list[object]]]) -> Sheet:
    """The sheet as it was written down by ``as_json``."""
    rows = [(int(str(row[0])), tuple(str(cell) for cell in row[1:])) for row in told["rows"]]
    return Sheet(tuple(str(cell) for cell in told["header"]), tuple(rows))


def as_json(sheet: Sheet) -> str:
    return json.dumps({"header": sheet.header, "rows": [[number, *cells] for number, cells in sheet.rows]})
