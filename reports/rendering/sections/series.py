"""Chapter 1, continued: how many persons, year by year, and by the periods of the action plans."""

from itertools import accumulate, takewhile

from django.utils.translation import gettext as _

from reports.numbers import number
from reports.rendering import words
from reports.rendering.charts import columns
from reports.rendering.charts.bars import Pairs
from reports.rendering.charts.sides import beside
from reports.rendering.press import Picture, Press, Section
from reports.rendering.sections.pairs import Pair
from reports.rendering.tables import Row, View, sign, turned

FEWEST, MANY = 12, 16  # rows under which the picture stands no lower, and over which they stand closer
ROW, DENSE = 5.4, 4.5  # the height of one in millimetres


def counts_of(press: Press) -> dict[str, int]:
    """The shown years of the series."""
    series = press.tables["series"]
    return {year: value for year in series.columns if (value := series["persons", year]) is not None}


def is_whole(press: Press) -> bool:
    """Whether every year is shown, so that they may be added; else a sum would say too little, or too much."""
    series = press.tables["series"]
    return len(counts_of(press)) == len(series.columns)


def series(press: Press) -> Section:
    """The development since 2007, the plans' periods beside it."""
    view, counts = press.tables["series"], counts_of(press)
    total = sum(counts.values()) if is_whole(press) else None
    context = {
        "finding": words.series_finding(counts, press.now) if press.now in counts and len(counts) > 1 else "",
        "total": total and number(total), "mean": total and number(round(total / len(counts))),
        "start": view.columns[0], "picture": series_picture(press, view, counts),
        "sheet": series_sheet(press, view, counts), "plans": plans(press), "checks": checks(press),
    }  # fmt: skip
    return Section("series", "k12", _("The development since 2007"), 2, context)


def series_picture(press: Press, view: View, counts: dict[str, int]) -> Picture | None:
    """As tall as the table beside it; where no year is shown there is none."""
    if not counts:
        return None
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
    height = (DENSE if len(view.columns) > MANY else ROW) * max(FEWEST, len(view.columns)) + 12
    return press.picture(
        "series-picture",
        words.series_title(counts, press.now),
        _("Persons assessed as trafficked %(years)s. Number") % {"years": from_to(view.columns[0], press.now)},
        columns.columns({year: view["persons", year] for year in view.columns}, press.now, alt, height),
    )


def from_to(first: str, last: str) -> str:
    return last if first == last else f"{first}–{last}"


def series_sheet(press: Press, view: View, counts: dict[str, int]) -> object:
    unbroken = list(takewhile(counts.__contains__, view.columns))
    running = dict(zip(unbroken, accumulate(counts[year] for year in unbroken), strict=True))

    def more(year: str) -> list[str]:
        """What rests on a withheld year is withheld with it."""
        before, since = counts.get(str(int(year) - 1)), running.get(year)
        step: str
        if year == view.columns[0]:
            step = sign("never")
        elif year not in counts or before is None:
            step = sign("withheld")
        else:
            step = number(counts[year] - before, sign=True)
        return [step, sign("withheld") if since is None else number(since)]

    return press.sheet(
        "series", title=view.title, unit=_("Number and change from the year before"), corner=_("Year"),
        heads=[_("In the year"), _("Change"), _("Since 2007")], rows=turned(view, press.now, more),
        klass="even dense" if len(view.columns) > MANY else "even",
        notes=[press.note(view)],
    )  # fmt: skip


def plans(press: Press) -> Pair | None:
    """The periods beside their picture."""
    view = press.tables.get("plans")
    if view is None:
        return None
    rows = [Row(label, [view.text(code, "persons"), a_year(view, code)]) for code, label in view.row_labels.items()]
    more = _("The periods of the national action plans.")
    if "2019-2021" in view.rows:
        more = _("The periods of the national action plans. The plan of 2019–2021 covers three years, the others four.")
    drawn = plans_picture(press, view)  # before the sheet: figures and tables are numbered as they are set
    sheet = press.sheet(
        "plans", title=view.title, unit=_("Number"), corner=_("Action plan"), heads=[_("In the period"), _("A year")],
        rows=rows, notes=[press.note(view, more=more)],
    )  # fmt: skip
    return Pair(sheet, drawn)


def a_year(view: View, code: str) -> str:
    """The mean of a period has the sign of its sum."""
    persons = view[code, "persons"]
    return view.text(code, "persons") if persons is None else number(round(persons / years_of(code)))


def years_of(code: str) -> int:
    first, last = (int(part) for part in code.split("-"))
    return last - first + 1


def plans_picture(press: Press, view: View) -> Picture:
    """Persons a year, for the plans are not equally long. Where one is withheld nobody knows which is the largest."""
    rows = view.row_labels.items()
    known = {
        label: round(value / years_of(code)) for code, label in rows if (value := view[code, "persons"]) is not None
    }
    pairs: Pairs = [(label, known.get(label, view.known(code, "persons")), None) for code, label in rows]
    title = most_in(known) if len(known) == len(pairs) else _("Persons a year, as far as they are shown")
    said = _("Horizontal bars, one for each period. %(title)s. All figures stand in the table beside.")
    return press.picture(
        "plans-picture", title, _("Persons a year in the period. Mean"), beside(pairs, said % {"title": title})
    )


def most_in(means: dict[str, int]) -> str:
    plan = max(means, key=lambda label: means[label])
    return _("Most in %(plan)s: %(count)s a year") % {"plan": plan, "count": number(means[plan])}


def checks(press: Press) -> str:
    """The running totals CMM has printed, which the series meets."""
    told = [f"{number(one['value'])} ({one['year']})" for one in press.figures["checks"]]
    return ", ".join(told)
