"""Chapter 1, continued: citizenship. The ranked bars carry the numbers, the map only says where."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from reports import labels
from reports.countries import code_of
from reports.numbers import number
from reports.rendering import words
from reports.rendering.charts import bars, world
from reports.rendering.press import Press, Section
from reports.rendering.sections.pairs import columns_of, picture
from reports.rendering.tables import SIGNS, Sheet, View, upright

LETTERS = 2  # of a country's code


def citizenship(press: Press) -> Section | None:
    view = press.tables.get("citizenships")
    if view is None:
        return None
    last = next((year for year in reversed(view.columns) if any(view[row, year] is not None for row in view.rows)), "")
    ranked = countries_by_number(view, last)
    missing = last != press.now
    context = {"finding": countries_finding(press, view, ranked, last), "named": named(press), "last": last}
    context |= {"missing": missing, "map": atlas(press, view, ranked, last)}
    context |= {"picture": ranking(press, view, ranked, last)}
    context |= {"sheet": citizenship_sheet(press, view, "" if missing else press.now)}
    return Section("citizenship", "k15", _("Citizenship"), 2, context)


def countries_by_number(view: View, year: str) -> list[tuple[int, str]]:
    """Countries with a printed number, the largest first; what is joined or a total is no country."""
    rows = [(view[row, year], label) for row, label in view.row_labels.items() if is_country(row)]
    return sorted(((value, label) for value, label in rows if value), key=lambda one: (-one[0], one[1]))


def countries_finding(press: Press, view: View, ranked: list[tuple[int, str]], last: str) -> str:
    countries = press.fact("countries")
    if countries and countries["value"]:
        return _("Persons from %(count)s countries in %(year)s") % {"count": countries["text"], "year": press.now}
    return largest_finding(view, ranked, last)


def is_country(row: str) -> bool:
    """What is joined, or a total, is no country."""
    code = code_of(row)
    return len(code) == LETTERS and code.isupper()


def largest_finding(view: View, ranked: list[tuple[int, str]], year: str) -> str:
    """»Most came from Nigeria and Thailand in 2025«, where no withheld country can have more."""
    hidden = any(is_country(row) and view.known(row, year) == SIGNS["withheld"][0] for row in view.rows)
    left = (words.SURE - 1 if view.printed else view.left(year)) if hidden else 0
    if not ranked or ranked[0][0] < words.SURE or not words.beats(ranked[0][0], left):
        return ""
    top = [label for value, label in ranked if value == ranked[0][0]]
    if len(top) == len(ranked) > 1:
        return ""
    return _("Most from %(countries)s in %(year)s") % {"countries": get_text_list(top, _("and")), "year": year}


def named(press: Press) -> str:
    """The countries CMM names as the most frequent, where it prints no number for each."""
    fact = press.fact("countries_named")
    return get_text_list([str(labels.one(code)) for code in fact["codes"]], _("and")) if fact else ""


def atlas(press: Press, view: View, ranked: list[tuple[int, str]], year: str) -> object | None:
    """The same countries on a map that only says where; where nothing has a place there is none."""
    named_rows = {code: label for code, label in view.row_labels.items() if is_country(code)}
    values = {code: (label, value) for code, label in named_rows.items() if (value := view[code, year])}
    if not world.circles(values):
        return None
    alt = _("World map with circles at countries of the table; the largest circle is %(country)s.")
    sub = _("Persons by citizenship %(year)s. The area of a circle follows the number") % {"year": year}
    found = largest_finding(view, ranked, year) if press.fact("countries") else ""
    title = found or _("Where the persons come from")
    return press.picture("world", title, sub, world.world(values, alt % {"country": ranked[0][1]}))


def ranking(press: Press, view: View, ranked: list[tuple[int, str]], year: str) -> object | None:
    """The countries with a number; where none has one, what the table can say of its rows."""
    if not ranked:
        return picture(press, view, columns_of(press, view), "", {view.total})
    told = ", ".join(f"{label} {number(value)}" for value, label in ranked[:6])
    title, sub = _("The most frequent in %(year)s") % {"year": year}, _("Persons by citizenship. Number")
    alt = _("Horizontal bars. %(told)s.") % {"told": told}
    return press.picture(
        "citizenships-picture", title, sub, bars.ranked({label: value for value, label in ranked}, alt)
    )


def citizenship_sheet(press: Press, view: View, now: str) -> Sheet:
    told = press.in_the_text(_("Countries in the text"), press.fact("countries"), press.fact("countries_named"))
    return press.sheet(
        "citizenships",
        title=view.title,
        unit=_("Number"),
        corner=_("Country"),
        heads=view.columns,
        rows=upright(view, {view.total: "total"} if view.total else {}),
        now=now,
        notes=[press.note(view), *filter(None, [told])],
    )
