"""Chapters 2 and 3: what persons were offered, and what became of the criminal cases."""

from typing import Any

from django.utils.translation import gettext as _

from reports.rendering.charts import columns
from reports.rendering.press import Press, Section
from reports.rendering.tables import View, upright


def offers(press: Press) -> Section | None:
    view = press.tables.get("offers")
    if view is None:
        return None
    if not press.live:
        return returns(press, view)
    sheet = press.sheet(
        "offers", title=view.title, unit=_("Number"), corner=_("Offer"), heads=view.columns, rows=upright(view),
        now=press.now, klass="beside", notes=[press.note(view)],
    )  # fmt: skip
    return Section("offers", "k2", _("Offers to victims"), 1, {"sheet": sheet, "live": True})


def returns(press: Press, view: View) -> Section:
    """The one figure that was printed; a figure alone is a sentence and no table."""
    press.places["offers"] = ("k2", _("the chapter"))
    counted = view.text("prepared_returns", press.now)
    context = {"returns": counted, "year": press.now, "live": False, "source": press.cite(view.sources)}
    return Section("offers", "k2", _("Offers to victims"), 1, context)


def prosecution(press: Press) -> Section | None:
    view = press.tables.get("prosecution")
    if view is None:
        return None
    series = {label: {year: view[row, year] or 0 for year in view.columns} for row, label in view.row_labels.items()}
    alt = _(
        "Three rows of columns from 2014 to %(year)s: charged, indicted and sentenced. "
        "All figures stand in the table below."
    )
    picture = press.picture(
        "courts-picture", courts_finding(series, press.now),
        _("Persons charged, indicted and sentenced under section 262 a of the Criminal Code, 2014–%(year)s. Number")
        % {"year": press.now},
        columns.panels(series, press.now, alt % {"year": press.now}),
    )  # fmt: skip
    more = _("As published by the Director of Public Prosecutions; the figures are about suspects, not victims.")
    sheet = press.sheet(
        "prosecution", title=view.title, unit=_("Number"), corner=_("Step of the case"), heads=view.columns,
        rows=upright(view), now=press.now, klass="wide", notes=[press.note(view, more=more)],
    )  # fmt: skip
    context: dict[str, Any] = {"picture": picture, "sheet": sheet, "year": press.now}
    context |= {name: _("none") if view[name, press.now] == 0 else view.text(name, press.now) for name in view.rows}
    return Section("prosecution", "k3", _("Prosecution"), 1, context | {"none": view["sentenced", press.now] == 0})


def courts_finding(series: dict[str, dict[str, int]], now: str) -> str:
    """How many years in a row nobody was sentenced, or how many were."""
    sentenced = list(series.values())[2]
    years = sorted(sentenced, reverse=True)
    row = 0
    while row < len(years) and sentenced[years[row]] == 0:
        row += 1
    if row > 1:
        return _("Nobody sentenced for %(count)s years in a row") % {"count": row}
    return _("%(count)s sentenced in %(year)s") % {"count": sentenced[now], "year": now}
