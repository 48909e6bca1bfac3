"""Chapter 1, continued: form of exploitation, sex and age, citizenship."""

from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from reports import labels
from reports.numbers import number
from reports.rendering import words
from reports.rendering.charts import bars, columns, lines, world
from reports.rendering.press import Press, Section
from reports.rendering.sections.identification import counts_of
from reports.rendering.tables import Sheet, View, turned, upright

JOINED = ("other_or_unknown",)
ENOUGH = 3  # years: with fewer a picture over time says no more than the table


def shown(view: View, row: str) -> dict[str, int]:
    """The years of a row that carry a value."""
    return {year: value for year in view.columns if (value := view[row, year]) is not None}


def forms(press: Press) -> Section | None:
    """Form of exploitation: UNODC's three groups over the years, CMM's own finer ones beside."""
    view, own = press.tables.get("forms"), press.tables.get("cmm_forms")
    if view is None and own is None:
        return None
    context: dict[str, Any] = {"live": press.live}
    if view:
        now = {row: view[row, press.now] for row in view.rows}
        before = {row: view[row, press.before] for row in view.rows}
        context |= {
            "finding": words.forms_finding(now, before) if {"sexual", "forced_labour"} <= set(view.rows) else "",
            "now": {row: number(value) for row, value in now.items() if value is not None},
            "before": {row: number(value) for row, value in before.items() if value is not None},
            "picture": forms_picture(press, view, now, before), "sheet": forms_sheet(press, view),
            "against": "" if press.live else against(press, "form", view.columns),
        }  # fmt: skip
    context["own"] = own_forms(press, own) if own else None
    return Section("forms", "k13", _("Form of exploitation"), 2, context)


def forms_picture(press: Press, view: View, now: dict[str, Any], before: dict[str, Any]) -> object | None:
    pairs = [
        (label, now[row], before[row])
        for row, label in view.row_labels.items()
        if row != view.total and (now[row], before[row]) != (None, None)
    ]
    if not pairs:
        return None
    told = ", ".join(f"{label.lower()} {sign_or(a)} ({sign_or(b)})" for label, a, b in pairs)
    alt = _("Horizontal bars for %(year)s with the year before in brackets: %(told)s.") % {
        "year": press.now,
        "told": told,
    }
    sub = _("Persons by form of exploitation %(year)s and %(before)s. Number") % {
        "year": press.now,
        "before": press.before,
    }
    return press.picture(
        "forms-picture", _("Form of exploitation in two years"), sub,
        bars.compared(pairs, press.now, press.before, alt, 20 * len(pairs) + 4),
    )  # fmt: skip


def sign_or(value: int | None) -> str:
    return _("withheld") if value is None else number(value)


def forms_sheet(press: Press, view: View) -> Sheet:
    more = _("Each person counts once, at the most important form.") if press.live else ""
    return press.sheet(
        "forms", title=view.title, unit=_("Number"), corner=view.corner, heads=view.columns,
        rows=upright(view, {view.total: "total"} if view.total else {}), now=press.now, klass="beside",
        notes=[press.note(view, more=more)],
    )  # fmt: skip


def own_forms(press: Press, view: View) -> Sheet:
    more = _("As printed: the forms CMM names for the year. They are not said to make up all, and nothing is added.")
    return press.sheet(
        "cmm_forms", title=view.title, unit=_("Number"), corner=view.corner, heads=view.columns,
        rows=upright(view), now=press.now, klass="beside", notes=[press.note(view, more=more)],
    )  # fmt: skip


def against(press: Press, dimension: str, years: list[str]) -> str:
    """Those of ``years`` in which the total contradicts its parts."""
    found = press.figures["contradictions"]
    apart = {str(one["year"]) for one in found if one["kind"] == "parts" and one["dimension"] == dimension}
    return get_text_list([year for year in years if year in apart], _("and"))


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
    views = [view for view in (sexes, ages) if view]
    more = _("Small groups are not printed for every year; what is not printed is not worked out here.")
    facts = (context["mean_age"], context["under_25"])
    context["note"] = press.note(*views, more="" if press.live else more, facts=facts)
    return Section("sex_and_age", "k14", _("Sex and age"), 2, context)


def sex_parts(press: Press, view: View, total: int | None) -> dict[str, Any]:
    second = view.rows[1]
    women, men = view["female", press.now], view[second, press.now]
    groups = {view.row_labels[row]: shown(view, row) for row in ("female", second)}
    alt = _("Two lines, women and men, from %(first)s to %(year)s. All figures stand in the table beside.") % {
        "first": view.columns[0],
        "year": press.now,
    }
    picture = None
    if len(set.intersection(*(set(values) for values in groups.values()))) >= ENOUGH:
        title, sub = _("The division swings with the large cases"), _("Persons by sex %(first)s–%(year)s. Number")
        picture = press.picture(
            "sexes-picture", title, sub % {"first": view.columns[0], "year": press.now},
            lines.two_lines(groups, press.now, alt),
        )  # fmt: skip
    heads = list(view.row_labels.values())
    return {
        "finding": words.men_finding(women, men, total) if second == "male" else "",
        "women": women and number(women), "men": men and second == "male" and number(men), "sex_picture": picture,
        "sex_sheet": press.sheet("sexes", title=view.title, unit=_("Number"), corner=_("Year"), heads=heads,
                                 rows=turned(view, press.now), klass="even"),
    }  # fmt: skip


def age_parts(press: Press, view: View) -> dict[str, Any]:
    values = {year: view["minor", year] for year in view.columns}
    children, picture = view["minor", press.now], None
    if sum(value is not None for value in values.values()) >= ENOUGH:
        alt = _("Columns: persons under 18 years by year. All figures stand in the table beside.")
        sub = _("Persons under 18 years %(first)s–%(year)s. Number") % {"first": view.columns[0], "year": press.now}
        picture = press.picture(
            "ages-picture", children_finding(view, press), sub, columns.columns(values, press.now, alt, 46)
        )
    return {
        "children": None if children is None else number(children), "age_picture": picture,
        "age_sheet": press.sheet("ages", title=view.title, unit=_("Number"), corner=_("Year"),
                                 heads=list(view.row_labels.values()), rows=turned(view, press.now), klass="even"),
    }  # fmt: skip


def children_finding(view: View, press: Press) -> str:
    now, before = view["minor", press.now], view["minor", press.before]
    if now is None or before is None:
        return _("Persons under 18 years")
    counted = {"now": number(now), "before": number(before), "year": press.now}
    return _("%(now)s under 18 years in %(year)s, %(before)s the year before") % counted


def citizenship(press: Press) -> Section | None:
    view = press.tables.get("citizenships")
    if view is None:
        return None
    last = next((year for year in reversed(view.columns) if any(view[row, year] is not None for row in view.rows)), "")
    ranked = countries_by_number(view, last)
    context = {"finding": countries_finding(press, ranked, last), "named": named(press), "last": last}
    context |= {"missing": last != press.now, "map": atlas(press, view, last), "picture": ranking(press, ranked, last)}
    return Section("citizenship", "k15", _("Citizenship"), 2, context | {"sheet": citizenship_sheet(press, view)})


def countries_by_number(view: View, year: str) -> list[tuple[int, str]]:
    """Countries with a printed number, the largest first; what is joined or a total is no country."""
    rows = [
        (view[row, year], label)
        for row, label in view.row_labels.items()
        if row not in ("other_or_unknown", view.total)
    ]
    return sorted(((value, label) for value, label in rows if value), key=lambda one: (-one[0], one[1]))


def countries_finding(press: Press, ranked: list[tuple[int, str]], last: str) -> str:
    countries = press.fact("countries")
    if countries and countries["value"]:
        return _("Persons from %(count)s countries in %(year)s") % {"count": countries["text"], "year": press.now}
    if len(ranked) > 1 and ranked[0][0] > ranked[1][0]:
        return _("The largest number came from %(country)s in %(year)s") % {"country": ranked[0][1], "year": last}
    return ""


def named(press: Press) -> str:
    """The countries CMM names as the most frequent, where it prints no number for each."""
    fact = press.fact("countries_named")
    return get_text_list([str(labels.one(code)) for code in fact["codes"]], _("and")) if fact else ""


def atlas(press: Press, view: View, year: str) -> object | None:
    """The same countries on a map that only says where; where nothing has a place there is none."""
    named_rows = {code: label for code, label in view.row_labels.items() if code not in JOINED and code != view.total}
    values = {code: (label, value) for code, label in named_rows.items() if (value := view[code, year])}
    if not world.circles(values):
        return None
    alt = _("World map with a circle at each country of the table; the largest circle is %(country)s.")
    largest = max(values.values(), key=lambda one: (one[1], one[0]))[0]
    sub = _("Persons by citizenship %(year)s. The area of a circle follows the number") % {"year": year}
    title = _("Where the persons come from")
    return press.picture("world", title, sub, world.world(values, alt % {"country": largest}))


def ranking(press: Press, ranked: list[tuple[int, str]], year: str) -> object | None:
    if not ranked:
        return None
    told = ", ".join(f"{label} {number(value)}" for value, label in ranked[:6])
    title, sub = _("The most frequent in %(year)s") % {"year": year}, _("Persons by citizenship. Number")
    alt = _("Horizontal bars. %(told)s.") % {"told": told}
    return press.picture("citizenship-picture", title, sub, bars.ranked({label: value for value, label in ranked}, alt))


def citizenship_sheet(press: Press, view: View) -> Sheet:
    facts = (press.fact("countries"), press.fact("countries_named"))
    return press.sheet(
        "citizenships",
        title=view.title,
        unit=_("Number"),
        corner=_("Country"),
        heads=view.columns,
        rows=upright(view, {view.total: "total"} if view.total else {}),
        now=press.now,
        notes=[press.note(view, facts=facts)],
    )
