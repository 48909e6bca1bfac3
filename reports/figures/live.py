"""The figures of a year of the register: the printed history before it, the counted cases from it on.

Small categories are joined first; what is small, or would give the small away in this table or another, is withheld
before anything is frozen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from reports.disclosure.figures import Figure
from reports.disclosure.proposing import Proposer, nothing
from reports.figures import ages, breakdowns, historical, proceedings, shapes
from reports.figures.audit import audit
from reports.figures.chosen import Chosen
from reports.figures.defining import defined, used
from reports.figures.losing import loss, true_values
from reports.figures.protecting import protected
from reports.figures.sums import check_sums
from reports.figures.tables import Frozen, axis, years
from reports.history.contradictions import contradictions
from reports.history.counts import Count, Source
from reports.rules import FIRST_LIVE_YEAR, THRESHOLD

Counts = Mapping[str, Any]


def live_figures(
    year: int,
    sources: Iterable[Source],
    counts: Iterable[Count],
    register: Mapping[int, Counts],
    *,
    earlier: Iterable[Frozen] = (),
    threshold: int = THRESHOLD,
    definitions: Sequence[Frozen] = (),
    propose: Proposer = nothing,
) -> Frozen:
    """Everything the draft of ``year`` prints; ``register`` holds what was counted of the extract, year by year, and
    ``earlier`` the frozen figures of all that was released before. What other authorities count stands in the year.

    Raises SumsDiffer and Unprotected.
    """
    earlier = list(earlier)
    known = [count for count in counts if count.year < FIRST_LIVE_YEAR]
    chosen = Chosen(known)
    external = register[year].get("external", ())
    told = [*drafted(chosen, year, register, threshold), *proceedings.tables(chosen, year, external)]
    check_sums(told)
    true = true_values(told)
    tables, facts = protected(told, [breakdowns.again(register[year], year)], earlier, threshold, propose)
    counted = tables
    tables = with_ages(tables, register[year], year, earlier, threshold)
    body: Frozen = {
        "tables": defined(tables, definitions),
        "facts": facts,
        "checks": historical.running_totals(chosen, year),
        "contradictions": [asdict(one) for one in contradictions(known)],
        "definitions": used(tables, definitions),
        "revision": [],
    }
    head = {"version": 2, "year": year, "live": True, "threshold": threshold, "first_live": FIRST_LIVE_YEAR}
    figures = {**head, "sources": historical.cited(body, [*sources, *proceedings.sources(external)]), **body}
    return figures | {"audit": asdict(audit(figures, earlier)) | loss(true, counted, threshold)}


def with_ages(tables: list[Frozen], now: Counts, year: int, earlier: list[Frozen], threshold: int) -> list[Frozen]:
    """The ages in years after the age groups whose flag they inherit."""
    found = ages.age_years(now["identification"].get("years") or {}, tables, year, earlier, threshold)
    if found is None:
        return tables
    place = 1 + max(place for place, one in enumerate(tables) if one["id"] in (ages.GROUPS, "young"))
    return [*tables[:place], found, *tables[place:]]


def drafted(chosen: Chosen, year: int, register: Mapping[int, Counts], threshold: int) -> list[Frozen]:
    """Every table of the year with its true numbers; one with nothing in it is left out."""
    now = register[year]
    tables = [
        series(chosen, year, register),
        historical.plans(chosen, historical.LAST_YEAR),
        breakdowns.contacts(now, year),
        breakdowns.courses(now, year),
        *breakdowns.inquiries(now, year),
        breakdowns.decisions(now, year),
        *breakdowns.groups(register),
        breakdowns.young(now, year),
        *breakdowns.within_forms(now, year, threshold),
        *breakdowns.whereabouts(now, year, threshold),
        *breakdowns.offers(now, year),
    ]
    return [one for one in tables if one]


def series(chosen: Chosen, year: int, register: Mapping[int, Counts]) -> Frozen:
    """The printed years before, the counted ones after; no figure holds some of both."""
    frozen = historical.series(chosen, historical.LAST_YEAR)
    frozen["dimensions"][1] = axis("year", years(historical.FIRST_YEAR, year))
    frozen["cells"] += [
        shapes.counted(("persons", str(one)), counts["identification"]["identified"], Figure.of("identified", one))
        for one, counts in sorted(register.items())
    ]
    return frozen
