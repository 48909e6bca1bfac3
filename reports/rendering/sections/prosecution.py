"""Chapter 3: what became of the criminal cases, as far as the prosecution has published it."""

from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from reports.numbers import spelled
from reports.rendering import words
from reports.rendering.charts import columns
from reports.rendering.press import Press, Section
from reports.rendering.tables import Sheet, View, upright


def prosecution(press: Press) -> Section | None:
    view = press.tables.get("prosecution")
    if view is None:
        return None
    last = view.columns[-1]
    context: dict[str, Any] = {"picture": panels(press, view, last), "sheet": sheet(press, view, last), "year": last}
    context |= {name: said(view[name, last] or 0) for name in view.rows} | {"missing": last != press.now}
    return Section("prosecution", "k3", _("Prosecution"), 1, context)


def said(count: int) -> str:
    return spelled(count) if count else _("none")


def panels(press: Press, view: View, last: str) -> object:
    series = {label: {year: view[row, year] or 0 for year in view.columns} for row, label in view.row_labels.items()}
    span = {"first": view.columns[0], "year": last}
    peaks = "; ".join(words.peak(label, values) for label, values in series.items())
    alt = _("Three rows of columns from %(first)s to %(year)s: %(peaks)s. All figures stand in the table below.")
    sub = _(
        "Persons charged, indicted and sentenced under section 262 a of the Criminal Code, %(first)s–%(year)s. Number"
    )
    return press.picture(
        "courts-picture",
        courts_finding(series, last),
        sub % span,
        columns.panels(series, press.now, alt % (span | {"peaks": peaks})),
    )


def sheet(press: Press, view: View, last: str) -> Sheet:
    more = _("As published by the Director of Public Prosecutions; the figures are about suspects, not victims.")
    return press.sheet(
        "prosecution", title=view.title, unit=_("Number"), corner=_("Step of the case"), heads=view.columns,
        rows=upright(view), now=press.now, klass="wide", notes=[press.note(view, more=more)],
    )  # fmt: skip


def courts_finding(series: dict[str, dict[str, int]], last: str) -> str:
    """In which years in a row nobody was sentenced, or how many were."""
    sentenced = list(series.values())[2]
    none: list[str] = []
    for year in sorted(sentenced, reverse=True):
        if sentenced[year]:
            break
        none.insert(0, year)
    if len(none) > 1:
        return _("Nobody sentenced in %(years)s") % {"years": get_text_list(none, _("and"))}
    return _("%(count)s sentenced in %(year)s") % {"count": sentenced[last], "year": last}
