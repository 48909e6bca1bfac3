"""Chapter 1, continued: how many persons, year by year, and by the periods of the action plans."""

from itertools import accumulate

from django.utils.translation import gettext as _

from reports.numbers import number
from reports.rendering import words
from reports.rendering.charts import columns
from reports.rendering.press import Press, Section
from reports.rendering.tables import Row, View, sign, turned

FEWEST, ROW = 12, 5.4  # rows under which the picture stands no lower, and the height of one in millimetres


def counts_of(press: Press) -> dict[str, int]:
    """The shown years of the series."""
    series = press.tables["series"]
    return {year: value for year in series.columns if (value := series["persons", year]) is not None}


def series(press: Press) -> Section:
    """The development since 2007, the plans' periods beside it."""
    view, counts = press.tables["series"], counts_of(press)
    context = {
        "finding": words.series_finding(counts, press.now) if press.now in counts else "",
        "total": number(sum(counts.values())), "mean": number(round(sum(counts.values()) / len(counts))),
        "start": view.columns[0], "picture": series_picture(press, view, counts),
        "sheet": series_sheet(press, view, counts), "plans": plans(press), "checks": checks(press),
    }  # fmt: skip
    return Section("series", "k12", _("The development since 2007"), 2, context)


def series_picture(press: Press, view: View, counts: dict[str, int]) -> object:
    """As tall as the table beside it."""
    peak = max(counts, key=lambda year: (counts[year], year))
    alt = _(
        "Columns for each year from %(start)s to %(year)s. The number begins at %(first)s, is highest in %(peak)s "
        "with %(high)s and ends at %(last)s. All figures stand in the table beside."
    ) % {
        "first": number(next(iter(counts.values()))),
        "start": next(iter(counts)),
        "year": press.now,
        "high": number(counts[peak]),
        "peak": peak,
        "last": number(counts[press.now]) if press.now in counts else _("withheld"),
    }
    height = ROW * max(FEWEST, len(view.columns)) + 12
    return press.picture(
        "series-picture",
        words.series_title(counts, press.now),
        _("Persons assessed as trafficked %(start)s–%(year)s. Number") % {"start": view.columns[0], "year": press.now},
        columns.columns({year: view["persons", year] for year in view.columns}, press.now, alt, height),
    )


def series_sheet(press: Press, view: View, counts: dict[str, int]) -> object:
    running = dict(zip(counts, accumulate(counts.values()), strict=True))

    def more(year: str) -> list[str]:
        before = counts.get(str(int(year) - 1))
        if year not in counts:
            return [sign("absent"), sign("absent")]
        step = sign("never") if before is None else number(counts[year] - before, sign=True)
        return [step, number(running[year])]

    return press.sheet(
        "series", title=view.title, unit=_("Number and change from the year before"), corner=_("Year"),
        heads=[_("In the year"), _("Change"), _("Since 2007")], rows=turned(view, press.now, more), klass="even",
        notes=[press.note(view)],
    )  # fmt: skip


def plans(press: Press) -> object | None:
    view = press.tables.get("plans")
    if view is None:
        return None
    rows = []
    for code, label in view.row_labels.items():
        first, last = (int(part) for part in code.split("-"))
        persons = view[code, "persons"] or 0
        rows.append(Row(label, [number(persons), number(round(persons / (last - first + 1)))]))
    more = _("The periods of the national action plans.")
    if "2019-2021" in view.rows:
        more = _("The periods of the national action plans. The plan of 2019–2021 covers three years, the others four.")
    return press.sheet(
        "plans", title=view.title, unit=_("Number"), corner=_("Action plan"), heads=[_("In the period"), _("A year")],
        rows=rows, klass="beside", notes=[press.note(view, more=more)],
    )  # fmt: skip


def checks(press: Press) -> str:
    """The running totals CMM has printed, which the series meets."""
    told = [f"{number(one['value'])} ({one['year']})" for one in press.figures["checks"]]
    return ", ".join(told)
