"""A return as a file: the receiver's columns, in English, and beside them what the signs and the numbers mean."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from cmm.core.spreadsheets import XLSX, harmless
from reports.enums import ReturnKind
from reports.figures.tables import Frozen
from reports.returning import glotip, thb
from reports.returning.lines import printed

MIMES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}
REGISTER = "Danish Centre against Human Trafficking"
ABOUT = ("Indicator", "Dimension", "Category", "Table", "Group", "Sex", "Age", "Legal status")
NOTES = (
    "Victims are persons, in the year of the decision. They are counted of the frozen rows of the edition named here.",
    "Persons prosecuted, convicted and the like are figures of other authorities, each confirmed against its source.",
    ": withheld, because the number or another one is small (threshold {threshold}). It may be any number, nought too.",
    ".. not available: nobody has told the number, or nobody counts it. It does not mean nought.",
    "Countries of fewer than {threshold} persons are not named.",
)
PRESUMED = (
    "Registered victims are those identified and those presumed: whose course ended because they did not want an"
    " assessment or disappeared before the decision, or who did not want to be registered."
)


def columns_of(figures: Frozen) -> tuple[str, ...]:
    return glotip.COLUMNS if figures["kind"] == ReturnKind.GLOTIP else thb.COLUMNS


def rows_of(figures: Frozen) -> Iterator[list[Any]]:
    """Every line as the receiver's file has it."""
    for one in figures["lines"]:
        source = one["source"] or REGISTER
        if figures["kind"] == ReturnKind.GLOTIP:
            yield [*glotip.PLACE, *one["words"], figures["year"], "Counts", printed(one), source]
        else:
            yield [*one["words"], figures["year"], printed(one), source]


def notes_of(figures: Frozen) -> Iterator[str]:
    told = figures["rests_on"]
    yield f"{figures['ref']}: edition {told['edition']}, rows {told['extract']}"
    for note in NOTES:
        yield note.format(threshold=figures["threshold"])
    if figures["kind"] == ReturnKind.THB:
        yield PRESUMED


def as_csv(figures: Frozen) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns_of(figures))
    for row in rows_of(figures):
        writer.writerow([harmless(part) if isinstance(part, str) else part for part in row])
    return out.getvalue().encode()


def as_xlsx(figures: Frozen, stamp: datetime) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped] # noqa: PLC0415 -- heavy

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": figures["ref"], "author": REGISTER, "created": stamp.replace(tzinfo=None)})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet("data")
    sheet.write_row(0, 0, columns_of(figures), bold)
    for place, row in enumerate(rows_of(figures), 1):
        sheet.write_row(place, 0, row)
    sheet.set_column(0, len(columns_of(figures)) - 1, 18)
    notes = book.add_worksheet("notes")
    for place, text in enumerate(notes_of(figures)):
        notes.write(place, 0, text)
    book.close()
    return out.getvalue()
