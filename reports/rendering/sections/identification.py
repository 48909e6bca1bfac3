"""Chapter 1: how persons are found and assessed, and how many."""

from itertools import accumulate

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.numbers import number, percent
from reports.rendering import words
from reports.rendering.charts import bars, columns
from reports.rendering.press import Press, Section
from reports.rendering.tables import Row, View, sign, turned, upright


def counts_of(press: Press) -> dict[str, int]:
    """The shown years of the series."""
    series = press.tables["series"]
    return {year: value for year in series.columns if (value := series["persons", year]) is not None}


def assessment(press: Press) -> Section:
    """From assessment to decision: the chapter opens here."""
    view = press.tables.get("assessed")
    context: dict[str, object] = {"people": counts_of(press).get(press.now)}
    if view:
        context |= assessed_parts(press, view)
    inner = (("k11", _("From interview to decision")),)
    return Section("assessment", "k1", _("Identification"), 1, context, inner=inner)


def assessed_parts(press: Press, view: View) -> dict[str, object]:
    known = {
        year: (assessed, found)
        for year in view.columns
        if (assessed := view["assessed", year]) is not None and (found := view["identified", year]) is not None
    }
    assessed, found = known[press.now]
    share = percent(found, assessed)
    alt = _("Horizontal bars. In %(year)s %(found)s of %(assessed)s persons were assessed as trafficked.") % {
        "year": press.now,
        "found": number(found),
        "assessed": number(assessed),
    }
    picture = press.picture(
        "assessed-picture",
        _("%(share)s of those interviewed were assessed as trafficked") % {"share": share},
        _("Persons interviewed for assessment, and those assessed as trafficked. Number"),
        bars.parts(known, pgettext("in a chart", "trafficked"), _("interviewed"), alt),
        klass="beside",
    )
    return {"assessed": assessed, "found": found, "picture": picture, "sheet": assessed_sheet(press, view)}


def assessed_sheet(press: Press, view: View) -> object:
    rows = upright(view, {"identified": "sub"})
    shares = [view.share("identified", year, "assessed") for year in view.columns]
    rows.append(Row(_("Share assessed as trafficked, %"), shares))
    more = _(
        "In 2019 more than 230 interviews were held. Interviews are not persons, so that figure is not in the table."
    )
    return press.sheet(
        "assessed", title=view.title, unit=_("Number"), corner=_("Count"), heads=view.columns, rows=rows,
        now=press.now, klass="beside", notes=[press.note(view, more=more if "2019" in view.columns else "")],
    )  # fmt: skip


def series(press: Press) -> Section:
    """The development since 2007, the plans' periods beside it."""
    view, counts = press.tables["series"], counts_of(press)
    alt = _(
        "Columns for each year from %(start)s to %(year)s. The number begins at %(first)s, is highest in %(peak)s "
        "with %(high)s and ends at %(last)s."
    ) % {
        "first": number(next(iter(counts.values()))),
        "start": next(iter(counts)),
        "year": press.now,
        "high": number(max(counts.values())),
        "peak": max(counts, key=lambda year: counts[year]),
        "last": number(counts[press.now]) if press.now in counts else _("withheld"),
    }
    peak = max(counts, key=lambda year: counts[year])
    picture = press.picture(
        "series-picture",
        _("The number was highest in %(peak)s") % {"peak": peak},
        _("Persons assessed as trafficked %(start)s–%(year)s. Number") % {"start": view.columns[0], "year": press.now},
        columns.columns({year: view["persons", year] for year in view.columns}, press.now, alt),
    )
    context = {
        "finding": words.series_finding(counts, press.now) if press.now in counts else "",
        "total": number(sum(counts.values())), "mean": number(round(sum(counts.values()) / len(counts))),
        "start": view.columns[0], "picture": picture, "sheet": series_sheet(press, view, counts),
        "plans": plans(press), "checks": checks(press), "sources": press.cite(view.sources),
    }  # fmt: skip
    return Section("series", "k12", _("The development since 2007"), 2, context)


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
    note = _("The periods of the national action plans. The plan of 2019–2021 covers three years, the others four.")
    return press.sheet(
        "plans", title=view.title, unit=_("Number"), corner=_("Action plan"), heads=[_("In the period"), _("A year")],
        rows=rows, klass="beside", notes=[note],
    )  # fmt: skip


def checks(press: Press) -> str:
    """The running totals CMM has printed, which the series meets."""
    told = [f"{number(one['value'])} ({one['year']})" for one in press.figures["checks"]]
    return ", ".join(told)
