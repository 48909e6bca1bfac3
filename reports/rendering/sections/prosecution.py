"""Chapter 3: what became of the criminal cases, as far as the prosecution has published it."""

from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from reports.numbers import spelled
from reports.rendering import words
from reports.rendering.chapters import TRIED
from reports.rendering.charts import columns
from reports.rendering.press import Press, Section
from reports.rendering.tables import Sheet, View, upright

STEPS = ("charged", "indicted", "sentenced")
PANELS = 3


def prosecution(press: Press) -> Section | None:
    view = press.tables.get("prosecution")
    if view is None:
        return None
    last = last_known(view)
    context: dict[str, Any] = {"picture": panels(press, view, last), "sheet": sheet(press, view, last), "year": last}
    whole_year = last_complete(view)
    context |= {"told": sentence(view, whole_year), "missing": whole_year != press.now}
    return Section("prosecution", "k3", press.chapter(TRIED), 1, context)


def last_known(view: View) -> str:
    """The last year of which anything is known; a year nobody has told of is no year of zeros."""
    known = (year for year in reversed(view.columns) if any(view[row, year] is not None for row in view.rows))
    return str(next(known))


def last_complete(view: View) -> str:
    """The last year of which every step is known, else the last of which any is."""
    whole = (year for year in reversed(view.columns) if sentence(view, year))
    return next(whole, last_known(view))


def said(count: int) -> str:
    return spelled(count) if count else _("none")


def sentence(view: View, year: str) -> str:
    """The three steps in one sentence, where all three are known."""
    steps = {row: view[row, year] for row in STEPS if row in view.rows}
    known = {row: said(count) for row, count in steps.items() if count is not None}
    if len(known) < len(STEPS):
        return ""
    text = _("In %(year)s, %(charged)s persons were charged, %(indicted)s indicted and %(sentenced)s sentenced.")
    return text % (known | {"year": year})


def panels(press: Press, view: View, last: str) -> object:
    rows = [row for row in view.rows if row != view.total][:PANELS]
    series = {view.row_labels[row]: {year: view.known(row, year) for year in view.columns} for row in rows}
    span = {"first": view.columns[0], "year": last}
    told = {label: whole(values) for label, values in series.items()}
    peaks = "; ".join(words.peak(label, values) for label, values in told.items() if values)
    alt = _("Three rows of columns from %(first)s to %(year)s: %(peaks)s. All figures stand in the table below.")
    sub = _(
        "Persons charged, indicted and sentenced under section 262 a of the Criminal Code, %(first)s–%(year)s. Number"
    )
    drawing = columns.panels(series, press.now, alt % (span | {"peaks": peaks}))
    return press.picture("courts-picture", courts_finding(view, last_complete(view)), sub % span, drawing)


def whole(values: dict[str, int | str | None]) -> dict[str, int]:
    return {year: value for year, value in values.items() if isinstance(value, int)}


def sheet(press: Press, view: View, last: str) -> Sheet:
    more = _("As published by the Director of Public Prosecutions; the figures are about suspects, not victims.")
    return press.sheet(
        "prosecution", title=view.title, unit=_("Number"), corner=_("Step of the case"), heads=view.columns,
        rows=upright(view), now=press.now, klass="wide", notes=[press.note(view, more=more)],
    )  # fmt: skip


def courts_finding(view: View, last: str) -> str:
    """In which years in a row nobody was sentenced, or how many were."""
    sentenced = view["sentenced", last] if "sentenced" in view.rows else None
    if sentenced is None:
        return _("The steps of the criminal case")
    none: list[str] = []
    for year in reversed(view.columns[: view.columns.index(last) + 1]):
        if view["sentenced", year] != 0:
            break
        none.insert(0, year)
    if len(none) > 1:
        return _("Nobody sentenced in %(years)s") % {"years": get_text_list(none, _("and"))}
    if not sentenced:
        return _("Nobody sentenced in %(years)s") % {"years": last}
    return _("%(count)s sentenced in %(year)s") % {"count": sentenced, "year": last}
