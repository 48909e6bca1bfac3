"""The data files of an edition: JSON, CSV and XLSX from the same frozen tables; the same bytes every time."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cmm.core.spreadsheets import XLSX, harmless
from reports import labels

SIGNS = {"withheld": ":", "absent": ".."}
MIMES = {
    "pdf": "application/pdf",
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": XLSX,
}
STEMS = {"da": ("menneskehandel-i-danmark", "tabeller"), "en": ("human-trafficking-in-denmark", "tables")}


@dataclass(frozen=True)
class DataFile:
    """One file of an edition as bytes."""

    kind: str
    language: str
    name: str
    about: str
    content: bytes
    pages: int | None = None

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def data_files(figures: dict[str, Any], number: int, language: str, stamp: datetime) -> list[DataFile]:
    """Every table in the three forms machines and spreadsheets read."""
    year, stem = figures["year"], STEMS[language][1]
    with override(language):
        contents = {
            "json": (_("All tables with the status of each cell"), as_json(figures, number, language)),
            "csv": (_("All tables, one cell a line"), as_csv(figures, language)),
            "xlsx": (_("All tables, one sheet each"), as_xlsx(figures, language, stamp)),
        }
    return [
        DataFile(kind, language, f"{'tables' if kind == 'json' else stem}-{year}-{language}.{kind}", about, content)
        for kind, (about, content) in contents.items()
    ]


def as_json(figures: dict[str, Any], number: int, language: str) -> bytes:
    document = {
        "edition": number,
        "year": figures["year"],
        "language": language,
        "tables": [published(table, language) for table in figures["tables"]],
        "sources": figures["sources"],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def published(table: dict[str, Any], language: str) -> dict[str, Any]:
    """A frozen table with words for codes."""
    words = [{one["code"]: one[language] for one in axis["categories"]} for axis in table["dimensions"]]
    axes = [
        {
            "name": axis["label"][language],
            "categories": list(names.values()),
            "total": names[axis["total"]] if axis["total"] else None,
        }
        for axis, names in zip(table["dimensions"], words, strict=True)
    ]
    cells = [
        {
            "key": [names[code] for names, code in zip(words, cell["key"], strict=True)],
            **{name: cell[name] for name in ("value", "status", "source", "certainty", "edition") if name in cell},
        }
        for cell in table["cells"]
    ]
    told = {"title": table["title"][language], "population": table["population"][language], "measure": table["measure"]}
    return {"id": table["id"], **told, "dimensions": axes, "cells": cells}


def as_csv(figures: dict[str, Any], language: str) -> bytes:
    """Semicolons and a byte order mark, as Danish spreadsheets expect; nothing can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("table"), _("row"), _("column"), _("value"), _("status"), _("source")])
    for table in figures["tables"]:
        for cell in published(table, language)["cells"]:
            value = "" if cell["value"] is None else cell["value"]
            writer.writerow(
                [harmless(part) for part in (table["id"], *cell["key"])] + [value, cell["status"], cell["source"]]
            )
    return ("\ufeff" + out.getvalue()).encode()


def as_xlsx(figures: dict[str, Any], language: str, stamp: datetime) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped] # noqa: PLC0415 -- heavy

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    title = _("Human trafficking in Denmark %(year)s") % {"year": figures["year"]}
    book.set_properties({"title": title, "author": "Center mod Menneskehandel", "created": stamp.replace(tzinfo=None)})
    bold, right = book.add_format({"bold": True}), book.add_format({"align": "right", "num_format": "#,##0"})
    for table in figures["tables"]:
        fill(book.add_worksheet(table["id"]), published(table, language), bold, right)
    sheet = book.add_worksheet("sources")
    for line, source in enumerate(figures["sources"]):
        told = source | {"publisher": labels.publisher(source["publisher"])}
        sheet.write_row(line, 0, [told[name] for name in ("key", "publisher", "title", "url", "note", "note_en")])
    book.close()
    return out.getvalue()


def fill(sheet: Any, table: dict[str, Any], bold: Any, right: Any) -> None:
    rows, columns = (axis["categories"] for axis in table["dimensions"])
    cells = {tuple(cell["key"]): cell for cell in table["cells"]}
    sheet.write(0, 0, table["title"], bold)
    sheet.write_row(2, 1, columns, bold)
    sheet.set_column(0, 0, 44)
    for line, row in enumerate(rows, 3):
        sheet.write(line, 0, row)
        for place, column in enumerate(columns, 1):
            sheet.write(line, place, written(cells.get((row, column))), right)
    for line, text in enumerate(explained(table), len(rows) + 4):
        sheet.write(line, 0, text)


def written(cell: dict[str, Any] | None) -> Any:
    if cell is None:
        return SIGNS["absent"]
    return SIGNS["withheld"] if cell["value"] is None else cell["value"]


def explained(table: dict[str, Any]) -> Iterator[str]:
    yield _("0 zero   : withheld   .. not available")
    keys = dict.fromkeys(key for cell in table["cells"] for key in cell["source"].split("+"))
    head = _("Sources")
    yield f"{head}: {', '.join(keys)}"
