"""Chapter 1, continued: sex and age. A printed year has lines and columns over time, a live one two years of bars."""

from typing import Any

from django.utils.translation import gettext as _

from reports.labels import lowered
from reports.numbers import number, percent
from reports.rendering import words
from reports.rendering.charts import columns, lines
from reports.rendering.press import Press, Section
from reports.rendering.sections.forms import two_years
from reports.rendering.sections.series import counts_of
from reports.rendering.tables import View, turned

ENOUGH = 3  # years: with fewer a picture over time says no more than the table


def shown(view: View, row: str) -> dict[str, int]:
    """The years of a row that carry a value."""
    return {year: value for year in view.columns if (value := view[row, year]) is not None}


def sex_and_age(press: Press) -> Section | None:
    sexes, ages = press.tables.get("sexes"), press.tables.get("ages")
    if sexes is None and ages is None:
        return None
    total = counts_of(press).get(press.now)
    context: dict[str, Any] = {"total": total and number(total), "live": press.live}
    for name in ("mean_age", "under_25"):
        context[name] = press.fact(name)
    if sexes:
        context |= sex_parts(press, sexes, total)
    if ages:
        context |= age_parts(press, ages)
    context["sources"] = [
        press.in_the_text(about, context[name])
        for name, about in (("mean_age", _("Mean age")), ("under_25", _("Under 25 years")))
    ]
    return Section("sex_and_age", "k14", _("Sex and age"), 2, context)


def sex_parts(press: Press, view: View, total: int | None) -> dict[str, Any]:
    second = view.rows[1]
    women, men = view["female", press.now], view[second, press.now]
    printed = second == "male"
    return {
        "finding": words.men_finding(women, men, total) if printed else words.women_finding(women, total),
        "women": women and number(women), "men": men and printed and number(men),
        "sex_picture": sexes_over_time(press, view) if printed else sexes_in_two_years(press, view, women, total),
        "sex_sheet": press.sheet("sexes", title=view.title, unit=_("Number"), corner=_("Year"),
                                 heads=list(view.row_labels.values()), rows=turned(view, press.now), klass="even",
                                 notes=[press.note(view)]),
    }  # fmt: skip


def sexes_over_time(press: Press, view: View) -> object | None:
    groups = {view.row_labels[row]: shown(view, row) for row in ("female", "male")}
    if len(set.intersection(*(set(values) for values in groups.values()))) < ENOUGH:
        return None
    span = {"first": view.columns[0], "year": press.now}
    alt = _("Two lines from %(first)s to %(year)s: %(peaks)s. All figures stand in the table beside.") % (
        span | {"peaks": "; ".join(words.peak(label, values) for label, values in groups.items())}
    )
    sub = _("Persons by sex %(first)s–%(year)s. Number") % span
    title = _("The division swings with the large cases")
    return press.picture("sexes-picture", title, sub, lines.two_lines(groups, press.now, alt))


def sexes_in_two_years(press: Press, view: View, women: int | None, total: int | None) -> object | None:
    title = _("Women and others in two years")
    if women and total:
        title = _("%(share)s were women") % {"share": percent(women, total)}
    return two_years(press, view, "sexes-picture", title, _("Persons by sex %(year)s and %(before)s. Number"))


def age_parts(press: Press, view: View) -> dict[str, Any]:
    children = view["minor", press.now]
    more = "" if press.live else _("What is not printed is not worked out.")
    return {
        "children": None if children is None else number(children),
        "age_picture": ages_in_two_years(press, view) if press.live else children_over_time(press, view),
        "age_sheet": press.sheet("ages", title=view.title, unit=_("Number"), corner=_("Year"),
                                 heads=list(view.row_labels.values()), rows=turned(view, press.now),
                                 klass="beside" if press.live else "even", notes=[press.note(view, more=more)]),
    }  # fmt: skip


def children_over_time(press: Press, view: View) -> object | None:
    values = {year: view["minor", year] for year in view.columns}
    if sum(value is not None for value in values.values()) < ENOUGH:
        return None
    alt = _("Columns by year: %(peak)s. All figures stand in the table beside.") % {
        "peak": words.peak(view.row_labels["minor"], shown(view, "minor"))
    }
    sub = _("Persons under 18 years %(first)s–%(year)s. Number") % {"first": view.columns[0], "year": press.now}
    drawing = columns.columns(values, press.now, alt, 46)
    return press.picture("ages-picture", children_finding(view, press), sub, drawing)


def ages_in_two_years(press: Press, view: View) -> object | None:
    rows = words.largest(view, press.now)
    title = _("Age in two years")
    if len(rows) == 1:
        title = _("The largest group: %(group)s") % {"group": lowered(view.row_labels[rows[0]])}
    return two_years(press, view, "ages-picture", title, _("Persons by age %(year)s and %(before)s. Number"))


def children_finding(view: View, press: Press) -> str:
    now, before = view["minor", press.now], view["minor", press.before]
    if now is None or before is None:
        return _("Persons under 18 years")
    counted = {"now": number(now), "before": number(before), "year": press.now}
    return _("%(now)s under 18 years in %(year)s, %(before)s the year before") % counted
