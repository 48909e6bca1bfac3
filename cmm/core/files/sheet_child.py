"""The child's side of reading a spreadsheet: the file on stdin; on stdout its rows as text, or why it is not taken.

It knows no database and no secret, may not write a file, and has little time and memory.
"""

import csv
import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from cmm.core.files.child import LIMITS
from cmm.core.files.sheets import LONGEST_EVER, MOST_COLUMNS, MOST_ROWS, NotASheet, WhyNot

UNPACKED = 100 * 1024 * 1024  # of a workbook, which is packed


def rows_of(content: bytes) -> Iterable[Sequence[object]]:
    """Known by how it begins, neither by a name nor by what a browser says."""
    if content.startswith(b"PK\x03\x04"):
        return workbook(content)
    if content.startswith((b"%PDF", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"{\\rtf")):
        raise NotASheet(WhyNot.UNKNOWN)
    return comma_separated(text_of(content))


def workbook(content: bytes) -> Iterable[Sequence[object]]:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 -- a file without one needs none

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                raise NotASheet(WhyNot.TOO_LARGE)
        if "xl/workbook.xml" not in names:
            raise NotASheet(WhyNot.UNKNOWN)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        if sheet.height > MOST_ROWS + 1:
            raise NotASheet(WhyNot.TOO_MANY_ROWS)
        if sheet.width > MOST_COLUMNS:
            raise NotASheet(WhyNot.TOO_MANY_COLUMNS)
        return sheet.to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile):
        raise NotASheet(WhyNot.UNREADABLE) from None


def text_of(content: bytes) -> str:
    """UTF-8, or as Danish Windows writes it."""
    if b"\x00" in content:
        raise NotASheet(WhyNot.UNKNOWN)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def comma_separated(text: str) -> Iterable[Sequence[object]]:
    """Danish programs part by semicolons: what the first line has most of."""
    first = text.split("\n", 1)[0]
    parted = max(";,\t", key=first.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=parted, strict=True)]
    except csv.Error:
        raise NotASheet(WhyNot.UNREADABLE) from None


def words(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="minutes") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    said = str(cell).strip()
    if len(said) > LONGEST_EVER:
        raise NotASheet(WhyNot.TOO_LONG)
    return said


def read(content: bytes) -> dict[str, object]:
    told = [(number, [words(cell) for cell in row]) for number, row in enumerate(rows_of(content), start=1)]
    filled = [(number, row) for number, row in told if any(row)]
    if len(filled) < 2:
        raise NotASheet(WhyNot.EMPTY)
    if len(filled) > MOST_ROWS + 1:
        raise NotASheet(WhyNot.TOO_MANY_ROWS)
    (_first, header), *rows = filled
    width = max(len(row) for _number, row in filled)
    if width > MOST_COLUMNS:
        raise NotASheet(WhyNot.TOO_MANY_COLUMNS)
    even = [[number, *row, *[""] * (width - len(row))] for number, row in rows]
    return {"header": told_apart([*header, *[""] * (width - len(header))]), "rows": even}


def told_apart(header: Sequence[str]) -> list[str]:
    """Columns without words, or with the same, by their place as well."""
    once = {name for name in header if name and header.count(name) == 1}
    return [name if name in once else f"{name} #{place}".strip() for place, name in enumerate(header, start=1)]


def answer(content: bytes) -> str:
    try:
        return json.dumps(read(content))
    except NotASheet as refused:
        return json.dumps({"why": refused.why})


if __name__ == "__main__":
    for what, limit in LIMITS.items():
        resource.setrlimit(what, (limit, limit))
    sys.stdout.write(answer(sys.stdin.buffer.read()))
