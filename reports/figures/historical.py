"""The figures of a year before the register: what was printed, one margin at a time, each with its source."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from django.utils.translation import gettext_lazy as _

from reports.figures.chosen import Chosen
from reports.figures.defining import defined, used
from reports.figures.tables import Frozen, axis, cell, named, table, years
from reports.history.contradictions import contradictions
from reports.history.counts import Count, Source
from reports.labels import POPULATIONS

FIRST_YEAR = 2007
LAST_YEAR = 2023
PLANS = ((2007, 2010), (2011, 2014), (2015, 2018), (2019, 2021), (2022, 2025))
FACTS = ("mean_age", "under_25", "countries")
CMM_FORMS = ("sexual", "forced_labour", "criminal_acts", "slavery_like", "other", "unknown")
CMM_FIRST = ("cmm-2023", "cmm-2022", "cmm-2021", "cmm-2019", "cmm-2018", "htdk")  # the last one reprints CMM's
OFFERS = ("prepared_returns", "periods", "places_copenhagen", "places_aalborg", "nights_in_shelters")
STEPS = ("charged", "indicted", "sentenced")


def historical_figures(
    year: int, sources: Iterable[Source], counts: Iterable[Count], definitions: Sequence[Frozen] = ()
) -> Frozen:
    """Everything the report of ``year`` prints, ready to be frozen."""
    known = [count for count in counts if count.year <= year]
    chosen = Chosen(known)
    drafted = [
        series(chosen, year),
        plans(chosen, year),
        assessed(chosen, year),
        forms(Chosen([c for c in known if c.source == "unodc"]), year),
        cmm_forms(Chosen([c for c in known if c.source in CMM_FIRST], CMM_FIRST), year),
        sexes(chosen, year),
        ages(chosen, year),
        citizenships(chosen, year),
        offers(chosen, year),
        prosecution(chosen, year),
    ]
    tables = [one for one in drafted if one]
    facts = [*(fact(chosen, name, year) for name in FACTS), countries_named(known, year)]
    body = {
        "tables": defined(tables, definitions),
        "facts": [one for one in facts if one],
        "checks": running_totals(chosen, year),
        "contradictions": [asdict(one) for one in contradictions(known)],
        "definitions": used(tables, definitions),
        "revision": [],
    }
    return {"version": 1, "year": year, "live": False, "threshold": 5, "sources": cited(body, sources), **body}


def series(chosen: Chosen, year: int) -> Frozen:
    cells = chosen.cells("total", [("persons", "identified", "all")], range(FIRST_YEAR, year + 1))
    measure = axis("measure", []) | {"categories": [named("persons", _("Persons"))]}
    title = _("Persons assessed as trafficked")
    return table("series", title, "identified", measure, axis("year", years(FIRST_YEAR, year)), cells)


def plans(chosen: Chosen, year: int) -> Frozen | None:
    """Sums over the periods of the action plans that had ended."""
    ended = [(first, last) for first, last in PLANS if last <= year]
    rows = axis("plan", []) | {"categories": [named(f"{a}-{b}", f"{a}–{b}") for a, b in ended]}
    columns = axis("measure", []) | {"categories": [named("persons", _("Persons"))]}
    cells = []
    for first, last in ended:
        counts = [chosen("identified", "total", "all", one) for one in range(first, last + 1)]
        values = [count.value or 0 for count in counts if count]
        source = "+".join(sorted({count.source for count in counts if count}))
        cells.append(cell((f"{first}-{last}", "persons"), sum(values), source=source))
    return (
        table("plans", _("Persons by period of the action plans"), "identified", rows, columns, cells)
        if ended
        else None
    )


def by_year(
    name: str,
    title: object,
    population: str,
    dimension: str,
    rows: list[tuple[str, str, str]],
    chosen: Chosen,
    span: range,
) -> Frozen | None:
    """Rows by years; no table at all where the report's own year has no figure."""
    cells = chosen.cells(dimension, rows, span)
    if not any(one["key"][1] == str(span[-1]) for one in cells):
        return None
    first = axis(dimension if dimension != "total" else "measure", [])
    first["categories"] = [named(key, POPULATIONS.get(key)) for key, _pop, _cat in rows]
    return table(name, title, population, first, axis("year", [str(year) for year in span]), cells)


def assessed(chosen: Chosen, year: int) -> Frozen | None:
    rows = [(name, name, "all") for name in ("hotline_calls", "assessed", "identified")]
    title = _("Calls, assessments and decisions")
    if chosen("assessed", "total", "all", year) is None:
        return None
    return by_year("assessed", title, "assessed", "total", rows, chosen, range(year - 2, year + 1))


def forms(chosen: Chosen, year: int) -> Frozen | None:
    rows = [(name, "identified", name) for name in ("sexual", "forced_labour", "other_forms")]
    title = _("Persons by form of exploitation, as reported to UNODC")
    span = range(max(2010, year - 4), max(2010, year) + 1)
    return by_year("forms", title, "identified", "form", rows, chosen, span)


def cmm_forms(chosen: Chosen, year: int) -> Frozen | None:
    span = range(year - 2, year + 1)
    rows = [
        (name, "identified", name) for name in CMM_FORMS if any(chosen("identified", "form", name, y) for y in span)
    ]
    title = _("Persons by form of exploitation, as counted by CMM")
    return by_year("cmm_forms", title, "identified", "form", rows, chosen, span) if rows else None


def sexes(chosen: Chosen, year: int) -> Frozen | None:
    rows = [(name, "identified", name) for name in ("female", "male")]
    span = range(max(FIRST_YEAR, year - 9), year + 1)
    return by_year("sexes", _("Women and men"), "identified", "sex", rows, chosen, span)


def ages(chosen: Chosen, year: int) -> Frozen | None:
    rows = [(name, "identified", name) for name in ("minor", "adult")]
    span = range(max(FIRST_YEAR, year - 7), year + 1)
    return by_year("ages", _("Children and adults"), "identified", "age", rows, chosen, span)


def citizenships(chosen: Chosen, year: int) -> Frozen | None:
    span = range(max(FIRST_YEAR, year - 3), year + 1)
    rows = [(name, "identified", name) for name in chosen.categories("identified", "citizenship", span)]
    cells = chosen.cells("citizenship", rows, span)
    first = axis("citizenship", [key for key, _population, _category in rows])
    columns = axis("year", [str(one) for one in span])
    return table("citizenships", _("Persons by citizenship"), "identified", first, columns, cells) if rows else None


def offers(chosen: Chosen, year: int) -> Frozen | None:
    rows = [(name, name, "all") for name in OFFERS]
    span = range(year - 2, year + 1)
    return by_year("offers", _("Offers to victims"), "offers", "total", rows, chosen, span)


def prosecution(chosen: Chosen, year: int) -> Frozen | None:
    """Up to the report's year, or the last one the prosecution has published."""
    rows = [(name, name, "all") for name in STEPS]
    known = [one for one in range(FIRST_YEAR, year + 1) if chosen("charged", "total", "all", one)]
    if not known:
        return None
    title = _("Persons charged, indicted and sentenced")
    return by_year("prosecution", title, "prosecution", "total", rows, chosen, range(known[0], known[-1] + 1))


def fact(chosen: Chosen, name: str, year: int) -> Frozen | None:
    """A single printed figure or phrase that belongs to no table."""
    count = chosen("identified", name, "under_25" if name == "under_25" else "all", year)
    if count is None or count.value is None:
        return None
    return {"name": name, "value": count.value, "source": count.source}


def countries_named(known: list[Count], year: int) -> Frozen | None:
    """The countries a source names as the most frequent without printing a number, in its order."""
    told = [count for count in known if count.dimension == "countries_named" and count.year == year]
    codes = [count.category for count in told]
    return {"name": "countries_named", "value": None, "codes": codes, "source": told[0].source} if told else None


def running_totals(chosen: Chosen, year: int) -> list[Frozen]:
    """CMM's printed running totals, which the series must and does meet."""
    found = []
    for one in range(FIRST_YEAR, year + 1):
        count = chosen("identified_since_2007", "total", "all", one)
        if count and count.value is not None:
            found.append({"year": one, "value": count.value, "source": count.source})
    return found


def cited(body: Frozen, sources: Iterable[Source]) -> list[Frozen]:
    """The sources this report uses, in the order of first use; their places are their numbers."""
    used: dict[str, None] = {}
    for one in body["tables"]:
        for each in one["cells"]:
            used.update(dict.fromkeys(each["source"].split("+")))
    for one in [*body["facts"], *body["checks"]]:
        used.setdefault(one["source"])
    for one in body["contradictions"]:
        used.update(dict.fromkeys(figure["source"] for figure in (one["one"], *one["other"])))
    known = {source.key: source for source in sources}
    return [asdict(known[key]) for key in used if key in known]
