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
        "facts": [fact(one, language) for one in figures["facts"]],
        "definitions": [defined(one, language) for one in figures.get("definitions", ())],
        "revision": [revised(one, figures, language) for one in figures.get("revision", ())],
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
    told = {"title": table["title"][language], "population": table["population"][language], "measure": measure(table)}
    told |= {"definition": table["definition"]} if "definition" in table else {}
    told |= {"notes": [one[language] for one in table["notes"]]} if table.get("notes") else {}
    return {"id": table["id"], **told, "dimensions": axes, "cells": cells}


def fact(one: dict[str, Any], language: str) -> dict[str, Any]:
    """A single figure that belongs to no table, or countries that are named without one."""
    with override(language):
        told = {"id": one["name"], "name": labels.dimension(one["name"])}
        named = {"named": [str(labels.one(code)) for code in one["codes"]]} if "codes" in one else {}
    withheld = one["value"] is None and "codes" not in one
    return (
        told | named | {"value": one["value"], "status": "withheld" if withheld else "shown", "source": one["source"]}
    )


def measure(table: dict[str, Any]) -> str:
    """What does not add up is no count to add: numbers that stand side by side, each for itself."""
    rows, columns = table["dimensions"]
    adds_up = rows["total"] or columns["total"] or len(rows["categories"]) == 1
    return str(table["measure"]) if table["measure"] != "count" or adds_up else "separate"


def defined(one: dict[str, Any], language: str) -> dict[str, Any]:
    with override(language):
        population = str(labels.POPULATIONS.get(one["population"], one["population"]))
    told = {"code": one["code"], "version": one["version"], "population": population, "rule": one["rule"]}
    return told | {"name": one["name"][language], "text": one["text"][language]}


def revised(one: dict[str, Any], figures: dict[str, Any], language: str) -> dict[str, Any]:
    """A corrected figure under the words its table has for it."""
    axes: list[dict[str, Any]] = next(
        (table["dimensions"] for table in figures["tables"] if table["id"] == one["table"]), []
    )
    words = [{each["code"]: each[language] for each in axis["categories"]} for axis in axes]
    key = [names.get(code, code) for names, code in zip(words, one["key"], strict=False)] or one["key"]
    told = {"edition": one["edition"], "table": one["table"], "key": key}
    told |= {"old": one["old"], "new": one["new"], "cause": one["cause"][language]}
    return told | ({"reason": figures["reason"][language]} if figures.get("reason") else {})


def as_csv(figures: dict[str, Any], language: str) -> bytes:
    """Semicolons and a byte order mark, as Danish spreadsheets expect; nothing can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("table"), _("row"), _("column"), _("value"), _("status"), _("source"), _("as in edition")])
    for table in figures["tables"]:
        for cell in published(table, language)["cells"]:
            value = "" if cell["value"] is None else cell["value"]
            writer.writerow(
                [harmless(part) for part in (table["id"], *cell["key"])]
                + [value, cell["status"], cell["source"], cell.get("edition", "")]
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
    for name, head, rows in lists(figures, language):
        listed(book.add_worksheet(name), [head, *rows], bold)
    book.close()
    return out.getvalue()


def lists(figures: dict[str, Any], language: str) -> Iterator[tuple[str, list[str], list[list[Any]]]]:
    """What the tables rest on: a sheet each, with its heads and its rows."""
    definitions = [defined(one, language) for one in figures.get("definitions", ())]
    corrected = [revised(one, figures, language) for one in figures.get("revision", ())]
    note = "note_en" if language == "en" else "note"
    sources = [one | {"publisher": labels.publisher(one["publisher"])} for one in figures["sources"]]
    yield "definitions", *chosen(("code", "version", "name", "text", "population", "rule"), definitions)
    reason = ("reason",) if figures.get("reason") else ()
    yield "revision", *chosen(("edition", "table", "key", "old", "new", "cause", *reason), corrected)
    yield "sources", *chosen(("key", "publisher", "title", "url", note), sources)


def chosen(names: tuple[str, ...], rows: list[dict[str, Any]]) -> tuple[list[str], list[list[Any]]]:
    return list(names), [[plain(row[name]) for name in names] for row in rows]


def plain(value: Any) -> Any:
    """One cell of a list: a number or words; a figure that is not told has its sign."""
    return SIGNS["withheld"] if value is None else ", ".join(value) if isinstance(value, list) else value


def listed(sheet: Any, rows: list[list[Any]], bold: Any) -> None:
    sheet.set_column(0, len(rows[0]) - 1, 24)
    for line, row in enumerate(rows):
        sheet.write_row(line, 0, row, *([bold] if line == 0 else []))


def fill(sheet: Any, table: dict[str, Any], bold: Any, right: Any) -> None:
    rows, columns = (axis["categories"] for axis in table["dimensions"])
    cells = {tuple(cell["key"]): cell for cell in table["cells"]}
    sheet.write(0, 0, table["title"], bold)
    sheet.write(1, 0, table["population"])
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
    for column, edition in sorted({(cell["key"][1], cell["edition"]) for cell in table["cells"] if "edition" in cell}):
        yield _("%(column)s stands as in edition %(edition)s; the change since is too small to be divided.") % {
            "column": column, "edition": edition,
        }  # fmt: skip
    keys = dict.fromkeys(key for cell in table["cells"] for key in cell["source"].split("+"))
    head = _("Sources")
    yield f"{head}: {', '.join(keys)}"
