"""The tables of a year of the register besides the series, from what was counted of the extract."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.disclosure.figures import Codes, Figure, as_json
from reports.figures import shapes
from reports.figures.groups import (
    ACTS,
    AGES,
    CALLERS,
    FORMS,
    PARTNERS,
    PERIODS,
    REFERRERS,
    RESIDENCE,
    SEXES,
    SHELTERS,
    YOUNG,
    Groups,
)
from reports.figures.tables import REGISTER, Frozen, axis, table
from reports.figures.world import WORLD
from reports.rules import THRESHOLD

Counts = Mapping[str, Any]
REST = "other_or_unknown"
HEAPS = ("unknown", "other")  # of what is no group of its own


def groups(register: Mapping[int, Counts]) -> Iterable[Frozen]:
    """Persons by form, sex and age, each live year a column of its own."""
    for name, title, dimension, joins in (
        ("forms", _("Persons by form of exploitation"), "form", FORMS),
        ("sexes", _("Persons by sex"), "sex", SEXES),
        ("ages", _("Persons by age"), "age", AGES),
    ):
        cells: list[Frozen] = []
        for one, counts in sorted(register.items()):
            told = counts["identification"]
            parts = shapes.joined(told["by"][dimension], joins)
            cells += shapes.divided(total(one), told["identified"], dimension, parts, shapes.codes_of(joins))
        rows = axis(dimension, [*joins, "all"], total="all")
        columns = axis("year", [str(one) for one in sorted(register)])
        yield table(name, title, "identified", rows, columns, cells)


def total(year: int) -> Figure:
    return Figure.of("identified", year)


def young(now: Counts, year: int) -> Frozen:
    """Those under 18 are among those under 25: the rows are answers, not parts."""
    counts = now["identification"]["by"]["age"]
    cells = [
        shapes.counted(
            (name, str(year)),
            sum(counts.get(code, 0) for code in codes),
            shapes.within(total(year), "age", Codes.of(codes)),
        )
        for name, codes in YOUNG.items()
    ]
    rows, columns = axis("age", YOUNG), axis("year", [str(year)])
    return table("young", _("Children and young people"), "identified", rows, columns, cells) | {"measure": "answers"}


def by_group(name: str, title: Any, dimension: str, joins: Groups, now: Counts, year: int) -> Frozen | None:
    """Persons by one joined dimension; no table where nobody counted it."""
    told = now["identification"]
    if dimension not in told["by"]:
        return None
    parts, codes = shapes.joined(told["by"][dimension], joins), shapes.codes_of(joins)
    return shapes.one_margin(name, title, "identified", dimension, parts, total(year), told["identified"], codes)


def whereabouts(now: Counts, year: int, threshold: int = THRESHOLD) -> Iterable[Frozen | None]:
    """Where the persons come from, on which basis they stay, and where in Denmark they were met."""
    yield citizenships(now, year, threshold)
    yield by_group("citizenship_regions", _("Persons by part of the world"), "citizenship", WORLD, now, year)
    yield by_group("residence", _("Persons by basis of stay"), "residence", RESIDENCE, now, year)
    yield by_code("regions", _("Persons by region"), "region", now, year, threshold)


def citizenships(now: Counts, year: int, threshold: int = THRESHOLD) -> Frozen | None:
    """Countries with enough persons by name; all the others together, whether one or many."""
    return by_code("citizenships", _("Persons by citizenship"), "citizenship", now, year, threshold)


def by_code(name: str, title: Any, dimension: str, now: Counts, year: int, threshold: int) -> Frozen | None:
    """The codes with enough persons, the largest first, and all the others together."""
    told = now["identification"]
    if dimension not in told["by"]:
        return None
    parts = largest(told["by"][dimension], threshold)
    return shapes.one_margin(name, title, "identified", dimension, parts, total(year), told["identified"])


def largest(counts: Mapping[str, int], threshold: int) -> dict[str, int]:
    kept = {code: n for code, n in sorted(counts.items(), key=lambda one: (-one[1], one[0])) if n >= threshold}
    for heap in HEAPS:
        kept.pop(heap, None)
    return {**kept, REST: sum(counts.values()) - sum(kept.values())}


def within_forms(now: Counts, year: int, threshold: int = THRESHOLD) -> Iterable[Frozen | None]:
    """What persons exploited in a form did; each total is the same figure as in the table of forms."""
    told = now["identification"]
    if (counts := told.get("branches")) is not None:
        whole, count = within_form(now, year, "labour_and_slavery_like")
        title = _("Persons in forced labour and practices similar to slavery, by branch")
        yield shapes.one_margin("branches", title, "identified", "branch", largest(counts, threshold), whole, count)
    if (counts := told.get("acts")) is not None:
        whole, count = within_form(now, year, "criminal_acts")
        parts, codes, title = shapes.joined(counts, ACTS), shapes.codes_of(ACTS), _("Persons by kind of criminal act")
        yield shapes.one_margin("acts", title, "identified", "act", parts, whole, count, codes)


def within_form(now: Counts, year: int, form: str) -> tuple[Figure, int]:
    """Those exploited in ``form``, and how many they are."""
    number = shapes.joined(now["identification"]["by"]["form"], FORMS)[form]
    return shapes.within(total(year), "form", Codes.of(FORMS[form])), number


def inquiries(now: Counts, year: int) -> Iterable[Frozen | None]:
    """What came of them, who made them, and the calls among them."""
    outcomes = now["inquiries"]
    whole, count = Figure.of("inquiries", year), now.get("received", sum(outcomes.values()))
    title = _("Inquiries and what came of them")
    yield shapes.one_margin("inquiries", title, "inquiries", "outcome", outcomes, whole, count)
    if "referrers" in now:
        parts, codes = shapes.joined(now["referrers"], REFERRERS), shapes.codes_of(REFERRERS)
        title = _("Inquiries by who made them")
        yield shapes.one_margin("referrers", title, "inquiries", "referrer", parts, whole, count, codes)
    if "calls" in now:
        told = now["calls"]
        parts, codes = shapes.joined(told["by"], CALLERS), shapes.codes_of(CALLERS)
        calls, title = Figure.of("hotline_calls", year), _("Calls to the hotline by who rang")
        yield shapes.one_margin("hotline", title, "hotline_calls", "caller", parts, calls, told["number"], codes)


def decisions(now: Counts, year: int) -> Frozen:
    assessed, identified = now["identification"]["assessed"], now["identification"]["identified"]
    parts = {"trafficked": identified, "other_outcome": max(0, assessed - identified)}
    whole, title = Figure.of("decided", year), _("Persons with a decision in the year")
    return shapes.one_margin("decisions", title, "decided", "outcome", parts, whole, assessed)


def contacts(now: Counts, year: int) -> Frozen:
    """Three counters that measure three things; they have no sum."""
    told = now["contacts"]
    counters = {
        "visits": told["visits"],
        "unique_persons": told["unique"],
        "unique_at_most": told["unique_at_most"],
        "new_persons": told["new"],
    }
    title = _("Outreach contacts, three ways of counting")
    return shapes.measures("contacts", title, "contacts", counters, year, "number")


def offers(now: Counts, year: int) -> Iterable[Frozen | None]:
    """Stays, then the kinds of houses they began in, periods and prepared returns."""
    told = now["stays"]
    counted = {"stays": told["stays_begun"], "residents": told["persons"], "nights": told["bed_nights"]}
    yield shapes.measures("offers", _("Stays in shelters"), "stays", counted, year)
    if "kinds" in told:
        parts, codes = shapes.joined(told["kinds"], SHELTERS), shapes.codes_of(SHELTERS)
        whole, title = Figure.of("stays", year), _("Stays begun, by kind of shelter")
        yield shapes.one_margin("shelters", title, "stays", "shelter", parts, whole, told["stays_begun"], codes)
    if "periods" in now:
        parts, codes = shapes.joined(now["periods"]["by"], PERIODS), shapes.codes_of(PERIODS)
        whole, count = Figure.of("periods", year), now["periods"]["number"]
        title = pgettext_lazy("table", "Reflection and restitution periods begun")
        yield shapes.one_margin("periods", title, "periods", "period", parts, whole, count, codes)
    if "returns" in now:
        parts, codes = shapes.joined(now["returns"]["by"], PARTNERS), shapes.codes_of(PARTNERS)
        whole, count, title = (
            Figure.of("returns", year),
            now["returns"]["number"],
            _("Prepared returns, by who helps after"),
        )
        yield shapes.one_margin("returns", title, "returns", "partner", parts, whole, count, codes)


def courses(now: Counts, year: int) -> Frozen | None:
    told = now.get("courses")
    title = _("Courses and lectures held")
    return shapes.measures("courses", title, "courses", told, year) if told else None


def again(now: Counts, year: int) -> Frozen:
    """Persons identified in an earlier year too: they count in both, and the reader is told how many."""
    before = Figure.of("identified", year, {"identified_before": Codes.of(["yes"])})
    count = now["identification"]["identified_again"]
    return {"name": "identified_again", "value": count, "source": REGISTER, "figure": as_json(before)}
