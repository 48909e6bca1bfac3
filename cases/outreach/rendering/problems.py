"""What is wrong in a spreadsheet, as a spreadsheet: to mend the one beside the other."""

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.outreach.sheets.judging import Problem
from cmm.core.spreadsheets import harmless


def as_xlsx(problems: Iterable[Problem]) -> bytes:
    """Every cell is text: what a file of others holds is never run as a formula."""
    import xlsxwriter  # type: ignore[import-untyped] # noqa: PLC0415 -- heavy

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
    heads = (
        pgettext("spreadsheet", "Row"),
        pgettext("spreadsheet", "Column"),
        _("What stands there"),
        _("What is wrong"),
    )
    sheet.write_row(0, 0, heads, bold)
    for place, problem in enumerate(problems, start=1):
        sheet.write_number(place, 0, problem.number)
        for column, text in enumerate((problem.column, problem.value, problem.text), start=1):
            sheet.write_string(place, column, harmless(text))
    sheet.set_column(0, 0, 8)
    sheet.set_column(1, 3, 40)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
