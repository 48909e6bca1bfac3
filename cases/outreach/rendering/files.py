"""What the page shows as CSV and as a workbook, and contacts one by one. No cell is a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.outreach.rendering.calendars import by_date, by_hour, hours_shown
from cases.outreach.rendering.sections import sections_of
from cases.outreach.rendering.words import weekday_name
from cmm.core.spreadsheets import XLSX, harmless

Value = str | int
Table = tuple[str, list[str], list[list[Value]]]
KINDS = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}
NUMBERS = ("rounds", "days", "visits", "at_least", "at_most", "new", "unclear")


def figure_tables(figures: dict[str, Any]) -> list[Table]:
    """Each table of the page with plain numbers: unique persons stand as two, at least and at most."""
    heads = [
        _("Rounds"), _("Days with contacts"), _("Visits"), _("Unique, at least"), _("Unique, at most"),
        pgettext("counter", "New"), _("Unclear"),
    ]  # fmt: skip
    found: list[Table] = []
    for section in sections_of(figures):
        lines = [*figures[section.slug], figures["total"]]
        rows = [
            [row.head, *(line[name] for name in NUMBERS)] for row, line in zip(section.rows, lines, strict=True)
        ]  # fmt: skip
        found.append((section.headers[0], [section.headers[0], *heads], rows))
    return [*found, *calendar_tables(figures)]


def calendar_tables(figures: dict[str, Any]) -> list[Table]:
    shown = hours_shown(figures)
    weekdays = [weekday_name(weekday) for weekday in range(7)]
    found: list[Table] = []
    for slug, title in (("hours_out", _("When rounds were out")), ("hours_met", _("When contacts were made"))):
        heat = by_hour(figures, slug, title, "", shown)
        rows: list[list[Value]] = [[name, *(cell.number or 0 for cell in cells)] for name, cells in heat.rows]
        found.append((title, [heat.corner, *weekdays], rows))
    days = by_date(figures)
    numbers = [[day, rounds, contacts] for day, rounds, contacts in figures["days"]]
    return [*found, (days.title, [_("Service day"), _("Rounds"), _("Contacts")], numbers)]


def contact_table(contacts: Iterable[Any]) -> Table:
    """A line a contact: what was answered, and what it counts as."""
    heads = [
        _("Contact"), _("Service day"), _("Met"), _("Round"), pgettext("outreach", "Place"), _("Kind of venue"),
        _("Municipality"), _("Kind of contact"), _("Sex"), _("Age"), _("Met before?"), _("Language"), _("Area"),
        _("Meet again?"), _("Your own code"), _("Visits"), _("Unique"), pgettext("counter", "New"), _("Unclear"),
    ]  # fmt: skip
    return _("Contacts"), heads, [contact_row(contact) for contact in contacts]


def contact_row(contact: Any) -> list[Value]:
    return [
        contact.ref,
        contact.service_day.isoformat(),
        timezone.localtime(contact.met_at).strftime("%Y-%m-%d %H:%M"),
        contact.round.ref if contact.round else "",
        contact.venue.name,
        str(contact.venue.venue_type),
        str(contact.venue.municipality or ""),
        str(contact.contact_type),
        ", ".join(contact.all_sexes) or _("Not asked"),
        ", ".join(contact.all_ages) or _("Not asked"),
        contact.group_words or contact.get_met_before_display() or _("Not asked"),
        ", ".join(map(str, [contact.language] if contact.language else contact.languages.all())) or _("Not asked"),
        str(contact.citizenship_region or _("Not asked")),
        contact.get_follow_up_display(),
        contact.own_code,
        contact.visits,
        contact.n_new + contact.n_known,
        contact.n_new,
        contact.n_unclear,
    ]


def as_file(tables: Sequence[Table], *, kind: str, title: str, stamp: datetime) -> bytes:
    return as_xlsx(tables, title=title, stamp=stamp) if kind == "xlsx" else as_csv(tables)


def safe(value: Value) -> Value:
    return harmless(value) if isinstance(value, str) else value


def as_csv(tables: Sequence[Table]) -> bytes:
    """Tables below each other with an empty line between; semicolons and a byte order mark, for Danish spreadsheets."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for number, (name, heads, rows) in enumerate(tables):
        if number:
            writer.writerow([])
        if len(tables) > 1:
            writer.writerow([safe(name)])
        writer.writerow(heads)
        writer.writerows([safe(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(tables: Sequence[Table], *, title: str, stamp: datetime) -> bytes:
    """A sheet a table, each saying first what it is and that it is not for publication."""
    import xlsxwriter  # type: ignore[import-untyped] # noqa: PLC0415 -- heavy

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": stamp.replace(tzinfo=None)})
    bold = book.add_format({"bold": True})
    for number, (name, heads, rows) in enumerate(tables, 1):
        sheet = book.add_worksheet(f"{number} {name}"[:31].translate(dict.fromkeys(map(ord, "[]:*?/\\"), " ")))
        sheet.write_string(0, 0, harmless(title), bold)
        sheet.write_string(1, 0, _("Not for publication"))
        sheet.write_row(3, 0, [str(head) for head in heads], bold)
        for row, values in enumerate(rows, 4):
            for column, value in enumerate(values):
                write = sheet.write_string if isinstance(value, str) else sheet.write_number
                write(row, column, safe(value))
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, len(heads), 16)
        sheet.freeze_panes(4, 1)
    book.close()
    return out.getvalue()


def file_name(stem: str, first: date, last: date, kind: str) -> str:
    return f"{stem}-{first:%Y-%m-%d}-{last:%Y-%m-%d}.{kind}"
