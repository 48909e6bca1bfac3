"""A case in the words of HTCDS 2.0 as a workbook: the fields, the events one by one, and how each field was mapped."""

import io

from django.utils.translation import override

from reports.returning.htcds import EVENTS, Mapped

LICENCE = "Fields: Human Trafficking Case Data Standard 2.0, IOM, CC BY 4.0. IOM has not endorsed this file."


def as_xlsx(told: Mapped) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped] # noqa: PLC0415 -- heavy

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    with override("en"):  # the standard is in English
        for name, rows in sheets(told).items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row, None if place else bold)
            sheet.set_column(0, 5, 28)
    book.close()
    return out.getvalue()


def sheets(told: Mapped) -> dict[str, list[list[str]]]:
    return {
        "case": [
            ["Field", "Label", "Value"],
            *([one.field.name, one.field.label, one.value] for one in told.answers if one.value),
        ],
        "events": [
            ["hte_Type", "hte_Date", "hte_City", "hte_Country"],
            *([EVENTS[one.kind], one.date, one.city, one.country] for one in told.events),
        ],
        "mapping": [
            ["Section", "Field", "Label", "Status", "Core", "Result"],
            *(
                [one.field.section, one.field.name, one.field.label, one.field.status, one.field.core, one.why]
                for one in told.answers
            ),
            [LICENCE],
        ],
    }
