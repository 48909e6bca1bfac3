"""Chapter 1, continued: sex and age. A printed year has lines and columns over time, a live one two years of bars."""

from typing import Any

from django.utils.translation import gettext as _

from reports.numbers import number, percent
from reports.rendering import words
from reports.rendering.charts import columns, lines
from reports.rendering.press import Picture, Press, Section
from reports.rendering.sections.pairs import Pair, columns_of, pair, picture
from reports.rendering.sections.series import counts_of
from reports.rendering.tables import View, turned

ENOUGH = 3  # years: with fewer there is no course to draw, and the picture is of the year


def shown(view: View, row: str) -> dict[str, int]:
    """The years of a row that carry a value."""
    return {year: value for year in view.columns if (value := view[row, year]) is not None}


def sex_and_age(press: Press) -> Section | None:
    sexes, ages = press.tables.get("sexes"), press.tables.get("ages")
    if sexes is None and ages is None and "young" not in press.tables:
        return None
    total = counts_of(press).get(press.now)
    context: dict[str, Any] = {"total": total and number(total), "pairs": []}
    for name in ("mean_age", "under_25"):
        context[name] = press.fact(name)
    context |= told(press, sexes, ages, total)
    if press.live:
        context["pairs"] = [one for one in counted_pairs(press, context) if one]
    else:
        context |= (sexes_printed(press, sexes) if sexes else {}) | (ages_printed(press, ages) if ages else {})
    context["sources"] = [
        press.in_the_text(about, context[name])
        for name, about in (("mean_age", _("Mean age")), ("under_25", _("Under 25 years")))
    ]
    return Section("sex_and_age", "k14", _("Sex and age"), 2, context)


def told(press: Press, sexes: View | None, ages: View | None, total: int | None) -> dict[str, Any]:
    """The heading, and what the sentences say."""
    women = sexes["female", press.now] if sexes else None
    men = sexes["male", press.now] if sexes and "male" in sexes.rows else None
    children = ages["minor", press.now] if ages and "minor" in ages.rows else None
    printed = bool(sexes and "male" in sexes.rows)
    return {
        "finding": words.men_finding(women, men, total) if printed else words.women_finding(women, total),
        "women": None if women is None else number(women), "men": None if men is None else number(men),
        "share": percent(women, total) if women is not None and total else "",
        "children": None if children is None else number(children),
    }  # fmt: skip


def counted_pairs(press: Press, context: dict[str, Any]) -> list[Pair | None]:
    """What the register counts: each table with this year's bars, the year before under them."""
    share = context["share"]
    overlap = _("Those under 18 are among those under 25; the rows are not added together.")
    return [
        pair(press, "sexes", title=_("%(share)s were women") % {"share": share} if share else ""),
        pair(press, "ages"),
        pair(press, "young", more=overlap),
        pair(press, "age_years", title=mean_finding(press), more=_("No age is that of one person.")),
    ]


def mean_finding(press: Press) -> str:
    """The mean of the year's own table, where it is shown."""
    view = press.tables.get("age_years")
    mean = view["mean_age", press.now] if view else None
    return "" if mean is None else _("The mean age was %(age)s years") % {"age": number(mean)}


def sexes_printed(press: Press, view: View) -> dict[str, Any]:
    return {
        "sex_picture": sexes_over_time(press, view),
        "sex_sheet": press.sheet("sexes", title=view.title, unit=_("Number"), corner=_("Year"),
                                 heads=list(view.row_labels.values()), rows=turned(view, press.now), klass="even",
                                 notes=[press.note(view)]),
    }  # fmt: skip


def ages_printed(press: Press, view: View) -> dict[str, Any]:
    more = _("What is not printed is not worked out.")
    return {
        "age_picture": children_over_time(press, view),
        "age_sheet": press.sheet("ages", title=view.title, unit=_("Number"), corner=_("Year"),
                                 heads=list(view.row_labels.values()), rows=turned(view, press.now),
                                 klass="even", notes=[press.note(view, more=more)]),
    }  # fmt: skip


def of_the_year(press: Press, view: View) -> Picture | None:
    return picture(press, view, columns_of(press, view), "", {view.total})


def sexes_over_time(press: Press, view: View) -> Picture | None:
    groups = {view.row_labels[row]: shown(view, row) for row in ("female", "male")}
    if len(set.intersection(*(set(values) for values in groups.values()))) < ENOUGH:
        return of_the_year(press, view)
    span = {"first": view.columns[0], "year": press.now}
    alt = _("Two lines from %(first)s to %(year)s: %(peaks)s. All figures stand in the table beside.") % (
        span | {"peaks": "; ".join(words.peak(label, values) for label, values in groups.items())}
    )
    sub = _("Persons by sex %(first)s–%(year)s. Number") % span
    title = _("The division swings with the large cases")
    return press.picture("sexes-picture", title, sub, lines.two_lines(groups, press.now, alt))


def children_over_time(press: Press, view: View) -> Picture | None:
    values = {year: view["minor", year] for year in view.columns}
    if sum(value is not None for value in values.values()) < ENOUGH:
        return of_the_year(press, view)
    alt = _("Columns by year: %(peak)s. All figures stand in the table beside.") % {
        "peak": words.peak(view.row_labels["minor"], shown(view, "minor"))
    }
    sub = _("Persons under 18 years %(first)s–%(year)s. Number") % {"first": view.columns[0], "year": press.now}
    drawing = columns.columns(values, press.now, alt, 46)
    return press.picture("ages-picture", children_finding(view, press), sub, drawing)


def children_finding(view: View, press: Press) -> str:
    now, before = view["minor", press.now], view["minor", press.before]
    if now is None or before is None:
        return _("Persons under 18 years")
    counted = {"now": number(now), "before": number(before), "year": press.now}
    return _("%(now)s under 18 years in %(year)s, %(before)s the year before") % counted
