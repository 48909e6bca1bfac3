"""A table with its picture beside it: this year's bars, the year before under them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.labels import lowered
from reports.numbers import NO_BREAK, number
from reports.rendering import words
from reports.rendering.charts.sides import beside
from reports.rendering.press import Picture, Press
from reports.rendering.tables import Sheet, View, upright

COLUMNS = 5  # of years: more do not fit beside a picture, and the data files have them all
SAID = 3  # of the largest rows, in the words for those who cannot see the picture
HEAPS = ("other", "unknown")  # of what is no group of its own
UNITS: dict[str, str | Promise] = {
    "count": gettext_lazy("Number"),
    "mean": gettext_lazy("Mean"),
    "percent": gettext_lazy("Per cent"),
    "years": gettext_lazy("Years of age"),
    "answers": gettext_lazy("Number. One may stand in several rows"),
}


@dataclass(frozen=True)
class Pair:
    """What stands beside each other on the page; where nothing at all is known there is no picture."""

    sheet: Sheet
    picture: Picture | None


def pair(press: Press, name: str, *, more: str = "", title: str = "", apart: Iterable[str] = ()) -> Pair | None:
    """The table ``name``, if the figures have it. ``title`` says the picture's finding where it is known; rows that
    stand ``apart`` count something else, and have no bar beside the others."""
    view = press.tables.get(name)
    if view is None:
        return None
    chosen = columns_of(press, view)
    drawn = picture(press, view, chosen, title, {*apart, view.total})
    return Pair(sheet(press, view, chosen, more, with_picture=drawn is not None), drawn)


def columns_of(press: Press, view: View) -> list[str]:
    """The last years up to the report's own; where the columns are no years, all of them."""
    return view.columns[-COLUMNS:] if press.now in view.columns else view.columns


def sheet(press: Press, view: View, chosen: list[str], more: str, *, with_picture: bool) -> Sheet:
    """The unit says whom the table counts and in what."""
    unit = format_lazy("{population}. {unit}", population=view.population, unit=UNITS.get(view.measure, UNITS["count"]))
    return press.sheet(
        view.id, title=view.title, unit=str(unit), corner=view.corner,
        heads=[view.column_labels[column] for column in chosen],
        rows=upright(view, {view.total: "total"} if view.total else {}, chosen), now=press.now,
        klass="" if with_picture else "beside", notes=[press.note(view, more=more)],
    )  # fmt: skip


def picture(press: Press, view: View, chosen: list[str], title: str, apart: set[str | None]) -> Picture | None:
    """Bars of the report's year, or of the last known; or of the only thing the table tells of its rows. A bar that is
    withheld, or nought, carries that where it would begin."""
    rows = known_rows(view, chosen, apart) or known_rows(view, chosen, set())
    told = [column for column in chosen if any(view.known(row, column) is not None for row in rows)]
    if not told:
        return None
    now = (press.now if press.now in told else told[-1]) if press.now in chosen else told[0]
    before = str(int(now) - 1) if press.now in chosen else ""
    pairs = [(view.row_labels[row], view.known(row, now), view.known(row, before)) for row in rows]
    known = [(label, value) for label, value, _before in pairs if isinstance(value, int | float)]
    compared = before in view.columns and any(isinstance(one, int | float) for _label, _now, one in pairs)
    finding = title or found(view, now, rows)
    return press.picture(f"{view.id}-picture", finding, sub(view, now, before if compared else ""),
                         beside(pairs, alt(known, view.column_labels[now])))  # fmt: skip


def known_rows(view: View, chosen: list[str], apart: set[str | None]) -> list[str]:
    """Every row but those apart of which anything is known."""
    rows = [row for row in view.rows if row not in apart]
    return [row for row in rows if any(view.known(row, column) is not None for column in chosen)]


def found(view: View, now: str, rows: list[str]) -> str:
    """»Police: 140 of 312«, where that group is surely the largest and no heap of others; else the first figure."""
    largest = [row for row in words.largest(view, now) if not row.startswith(HEAPS)]
    whole = view[view.total, now] if view.total else None
    if len(largest) == 1 and whole:
        told = {"group": view.row_labels[largest[0]], "count": view.text(largest[0], now), "total": number(whole)}
        return _("%(group)s: %(count)s of %(total)s") % told
    first = next((row for row in rows if view[row, now] is not None), None)
    if first is None:
        return _("No single figure can be shown")
    return _("%(group)s: %(count)s") % {"group": view.row_labels[first], "count": view.text(first, now)}


def sub(view: View, now: str, before: str) -> str:
    """Which year, and which bar is which."""
    if not now.isdigit():
        return str(view.column_labels[now])
    if not before:
        return _("%(column)s. Number") % {"column": view.column_labels[now]} if view.measure != "years" else now
    return str(_("%(now)s, thin bars %(before)s. Number") % {"now": now, "before": before})


def alt(known: Iterable[tuple[str, int | float]], column: str) -> str:
    """The largest in words; the rest stands in the table beside."""
    largest = sorted(known, key=lambda one: -one[1])[:SAID]
    if not largest:
        return _("Horizontal bars, %(column)s: every figure is withheld.") % {"column": lowered(column)}
    told = ", ".join(f"{lowered(label)}{NO_BREAK}{number(value)}" for label, value in largest)
    return _("Horizontal bars, %(column)s: %(told)s. All figures stand in the table beside.") % {
        "column": lowered(column), "told": told,
    }  # fmt: skip
