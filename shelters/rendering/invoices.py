"""The basis of invoices as a workbook: lines that each name their stay, and their sums. Nobody's name is in it."""

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cmm.core.spreadsheets import harmless
from shelters.enums import Payer, Responsible
from shelters.rules import Days
from shelters.selectors.invoices import InvoiceLine

WIDTHS = (38, 14, 22, 30, 12, 12, 8, 8, 12, 12, 12, 12, 40, 14)
KRONER, WHOLE, DAY = "#,##0.00", "0", "dd-mm-yyyy"


def payer_label(payer: str) -> str:
    return str(Payer(payer).label) if payer else _("Payer not settled")


def headers() -> list[str]:
    return [
        _("Shelter"), _("Stay"), _("Payer"), _("Responsible"), _("From"), pgettext("end of days", "Until"), _("Nights"),
        _("Children"), _("Rate, adult"), _("Rate, child"), _("Rate from"), _("Rate until"), _("Source of the rate"),
        _("Amount in kroner"),
    ]  # fmt: skip


def as_xlsx(
    lines: Sequence[InvoiceLine], *, window: Days, hidden: int, stamp: datetime, url: Callable[[Any], str]
) -> bytes:
    """``url`` gives the whole address of a stay; every line leads there."""
    import xlsxwriter  # type: ignore[import-untyped] # noqa: PLC0415 -- heavy

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    title = _("Basis of invoices, %(month)s") % {"month": date_format(window.first, "F Y")}
    book.set_properties({"title": title, "author": "Center mod Menneskehandel", "created": stamp.replace(tzinfo=None)})
    looks = {name: book.add_format({"num_format": name}) for name in (KRONER, WHOLE, DAY)}
    looks["bold"] = book.add_format({"bold": True})
    looks["sum"] = book.add_format({"bold": True, "num_format": KRONER})
    sheet = book.add_worksheet(_("Lines"))
    for line, text in enumerate([title, *told(lines, hidden)]):
        sheet.write(line, 0, text, looks["bold"] if line == 0 else None)
    fill(sheet, 6, lines, looks, url)
    add_up(book.add_worksheet(_("Sums")), lines, looks)
    book.close()
    return out.getvalue()


def told(lines: Sequence[InvoiceLine], hidden: int) -> list[str]:
    """What whoever opens the file must know before they invoice by it."""
    uncovered = sum(one.line.nights for one in lines if one.line.tariff is None)
    return [
        _("Not for publication"),
        _("The night of the last day is not charged: it is the day of departure, or of a new rate."),
        _("Nights no rate covers: %(nights)s. They have no amount.") % {"nights": uncovered},
        _("Nights of stays whoever made the file does not see: %(nights)s. They are not in it.") % {"nights": hidden},
    ]


def fill(sheet: Any, top: int, lines: Sequence[InvoiceLine], looks: dict[str, Any], url: Callable[[Any], str]) -> None:
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_row(top, 0, headers(), looks["bold"])
    for row, one in enumerate(lines, top + 1):
        sheet.write_string(row, 0, harmless(one.shelter.name))
        sheet.write_url(row, 1, url(one.stay), string=one.stay.ref)
        sheet.write_string(row, 2, payer_label(one.stay.payer))
        sheet.write_string(row, 3, str(Responsible(one.stay.responsible).label) if one.stay.responsible else "")
        for column, (value, look) in enumerate(numbers(one), 4):
            if value is not None:
                sheet.write(row, column, value, looks.get(look))
    end = top + 1 + len(lines)
    sheet.write_string(end, 0, _("In all"), looks["bold"])
    sheet.write_number(end, 6, sum(one.line.nights for one in lines), looks["bold"])
    sheet.write_number(end, 13, summed(lines), looks["sum"])
    sheet.freeze_panes(top + 1, 2)


def numbers(one: InvoiceLine) -> list[tuple[Any, str]]:
    """From, until, nights, children, the rate with its days and its source, and the amount."""
    line, rate = one.line, one.line.tariff
    days = [(line.days.first, DAY), (line.days.until, DAY), (line.nights, WHOLE), (line.children, WHOLE)]
    if rate is None:
        return [*days, *[(None, "")] * 4, (_("No rate"), "")]
    terms = [(rate.amount, KRONER), (rate.child_amount, KRONER), (rate.first, DAY), (rate.until, DAY)]
    return [*days, *terms, (harmless(rate.source), ""), (line.amount, KRONER)]


def summed(lines: Sequence[InvoiceLine]) -> Decimal:
    return sum((one.line.amount for one in lines if one.line.amount is not None), Decimal(0))


def add_up(sheet: Any, lines: Sequence[InvoiceLine], looks: dict[str, Any]) -> None:
    """Nights, nights without a rate and kroner by payer and house."""
    heads = [_("Payer"), _("Shelter"), _("Nights"), _("Nights without a rate"), _("Amount in kroner")]
    groups: dict[tuple[str, str], list[InvoiceLine]] = {}
    for one in lines:
        groups.setdefault((payer_label(one.stay.payer), one.shelter.name), []).append(one)
    sheet.set_column(0, 1, 34)
    sheet.set_column(2, 4, 20)
    sheet.write_row(0, 0, heads, looks["bold"])
    for row, ((payer, house), theirs) in enumerate(groups.items(), 1):
        sheet.write_string(row, 0, payer)
        sheet.write_string(row, 1, harmless(house))
        sheet.write_number(row, 2, sum(one.line.nights for one in theirs))
        sheet.write_number(row, 3, sum(one.line.nights for one in theirs if one.line.tariff is None))
        sheet.write_number(row, 4, summed(theirs), looks[KRONER])
