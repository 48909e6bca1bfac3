"""The figures of a year of the register: the printed history before it, the counted cases from it on.

Small categories are joined first; what is small, or would give the small away in this table or another, is withheld
before anything is frozen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_lazy as _

from reports.disclosure.figures import Codes, Figure, as_json
from reports.figures import historical
from reports.figures.audit import audit
from reports.figures.chosen import Chosen
from reports.figures.losing import loss, true_values
from reports.figures.protecting import protected
from reports.figures.tables import REGISTER, Frozen, axis, cell, table, years
from reports.history.contradictions import contradictions
from reports.history.counts import Count, Source
from reports.rules import FIRST_LIVE_YEAR, THRESHOLD

Counts = Mapping[str, Any]

SEXES = {"female": ("female",), "men_and_others": ("male", "trans_or_other", "unknown")}
AGES = {
    "minor": ("under_15", "15_17"),
    "18_24": ("18_24",),
    "25_plus_or_unknown": ("25_34", "35_44", "45_plus", "unknown"),
}
FORMS = {
    "sexual": ("sexual", "sexual_prostitution", "sexual_pornography"),
    "labour_and_slavery_like": ("forced_labour", "slavery_like"),
    "criminal_acts": ("criminal_acts", "begging"),
    "other_or_unknown": (),
}


def live_figures(
    year: int,
    sources: Iterable[Source],
    counts: Iterable[Count],
    register: Mapping[int, Counts],
    earlier: Iterable[Frozen] = (),
    threshold: int = THRESHOLD,
) -> Frozen:
    """Everything the draft of ``year`` prints; ``register`` holds what the rooms counted, year by year, ``earlier`` the
    frozen figures of all that was released before.
    """
    earlier = list(earlier)
    known = [count for count in counts if count.year < FIRST_LIVE_YEAR]
    chosen = Chosen(known)
    now = register[year]
    drafted = [
        series(chosen, year, register),
        historical.plans(chosen, historical.LAST_YEAR),
        contacts(now, year),
        inquiries(now, year),
        decisions(now, year),
        *groups(year, register),
        citizenships(now, year, threshold),
        offers(now, year),
        historical.prosecution(chosen, year),
    ]
    told = [one for one in drafted if one]
    true = true_values(told)
    tables, facts = protected(told, [again(now, year)], earlier, threshold)
    body: Frozen = {
        "tables": tables,
        "facts": facts,
        "checks": historical.running_totals(chosen, year),
        "contradictions": [asdict(one) for one in contradictions(known)],
    }
    head = {"version": 2, "year": year, "live": True, "threshold": threshold, "first_live": FIRST_LIVE_YEAR}
    figures = {**head, "sources": historical.cited(body, sources), **body}
    return figures | {"audit": asdict(audit(figures, earlier)) | loss(true, tables, threshold)}


def joined(counted: Mapping[str, int], groups: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Small categories joined; a code no group names belongs to the last one."""
    home = {code: name for name, codes in groups.items() for code in codes}
    sums = dict.fromkeys(groups, 0)
    last = list(groups)[-1]
    for code, count in counted.items():
        sums[home.get(code, last)] += count
    return sums


def counted(key: tuple[str, str], count: int, figure: Figure) -> Frozen:
    """A cell of the register, and what it counts, so that the same number is known again in another table."""
    return cell(key, count, source=REGISTER) | {"figure": as_json(figure)}


def divided(total: Figure, dimension: str, parts: Mapping[str, int], codes: Mapping[str, Codes]) -> list[Frozen]:
    """A total and its parts as cells; the last part is whatever the others leave."""
    column = str(total.year)
    cells = [
        counted((name, column), count, Figure.of(total.population, total.year, {dimension: codes[name]}))
        for name, count in parts.items()
    ]
    return [*cells, counted(("all", column), sum(parts.values()), total)]


def codes_of(groups: Mapping[str, Iterable[str]]) -> dict[str, Codes]:
    """The codes of each group; the last has every code that the others have not."""
    named = {name: tuple(codes) for name, codes in list(groups.items())[:-1]}
    rest = Codes.of((code for codes in named.values() for code in codes), rest=True)
    return {name: Codes.of(codes) for name, codes in named.items()} | {list(groups)[-1]: rest}


def itself(parts: Iterable[str]) -> dict[str, Codes]:
    """Groups of one code each."""
    return codes_of({name: (name,) for name in parts})


def series(chosen: Chosen, year: int, register: Mapping[int, Counts]) -> Frozen:
    """The printed years before, the counted ones after; no figure holds some of both."""
    frozen = historical.series(chosen, historical.LAST_YEAR)
    frozen["dimensions"][1] = axis("year", years(historical.FIRST_YEAR, year))
    frozen["cells"] += [
        counted(("persons", str(one)), counts["identification"]["identified"], Figure.of("identified", one))
        for one, counts in sorted(register.items())
    ]
    return frozen


def groups(year: int, register: Mapping[int, Counts]) -> Iterable[Frozen]:
    """Persons by sex, age and form, each live year a column of its own."""
    for name, title, dimension, source, joins in (
        ("forms", _("Persons by form of exploitation"), "form", "form", FORMS),
        ("sexes", _("Persons by sex"), "sex", "sex", SEXES),
        ("ages", _("Persons by age"), "age", "age", AGES),
    ):
        cells: list[Frozen] = []
        for one, counts in sorted(register.items()):
            parts = joined(counts["identification"]["by"][source], joins)
            cells += divided(Figure.of("identified", one), dimension, parts, codes_of(joins))
        rows = axis(dimension, [*joins, "all"], total="all")
        columns = axis("year", [str(one) for one in sorted(register)])
        yield table(name, title, "identified", rows, columns, cells)


def citizenships(now: Counts, year: int, threshold: int) -> Frozen:
    """Countries with enough persons by name; all the others together, whether one or many."""
    counts = now["identification"]["by"]["citizenship"]
    largest = {code: n for code, n in sorted(counts.items(), key=lambda one: (-one[1], one[0])) if n >= threshold}
    largest.pop("unknown", None)
    parts = {**largest, "other_or_unknown": sum(counts.values()) - sum(largest.values())}
    return one_margin("citizenships", _("Persons by citizenship"), "identified", "citizenship", parts, year)


def one_margin(name: str, title: Any, population: str, dimension: str, parts: Mapping[str, int], year: int) -> Frozen:
    cells = divided(Figure.of(population, year), dimension, parts, itself(parts))
    rows = axis(dimension, [*parts, "all"], total="all")
    return table(name, title, population, rows, axis("year", [str(year)]), cells)


def inquiries(now: Counts, year: int) -> Frozen:
    return one_margin("inquiries", _("Inquiries and what came of them"), "inquiries", "outcome", now["inquiries"], year)


def decisions(now: Counts, year: int) -> Frozen:
    assessed, identified = now["identification"]["assessed"], now["identification"]["identified"]
    parts = {"trafficked": identified, "other_outcome": max(0, assessed - identified)}
    return one_margin("decisions", _("Persons with a decision in the year"), "decided", "outcome", parts, year)


def contacts(now: Counts, year: int) -> Frozen:
    """Three counters that measure three things; they have no sum."""
    told = now["contacts"]
    measures = {
        "visits": told["visits"],
        "unique_persons": told["unique"],
        "unique_at_most": told["unique_at_most"],
        "new_persons": told["new"],
    }
    cells = [counted((name, "number"), count, Figure.of(name, year)) for name, count in measures.items()]
    title = _("Outreach contacts, three ways of counting")
    return table("contacts", title, "contacts", axis("measure", measures), axis("measure", ["number"]), cells)


def offers(now: Counts, year: int) -> Frozen:
    told = now["stays"]
    measures = {"stays": told["stays_begun"], "residents": told["persons"], "nights": told["bed_nights"]}
    cells = [counted((name, str(year)), count, Figure.of(name, year)) for name, count in measures.items()]
    rows, columns = axis("measure", measures), axis("year", [str(year)])
    return table("offers", _("Stays in shelters"), "stays", rows, columns, cells)


def again(now: Counts, year: int) -> Frozen:
    """Persons identified in an earlier year too: they count in both, and the reader is told how many."""
    before = Figure.of("identified", year, {"identified_before": Codes.of(["yes"])})
    count = now["identification"]["identified_again"]
    return {"name": "identified_again", "value": count, "source": REGISTER, "figure": as_json(before)}
