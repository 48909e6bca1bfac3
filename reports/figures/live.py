"""The figures of a year of the register: the printed history before it, the counted cases from it on.

Every table has one margin, small categories are joined first, and what is small or would give the small away
is withheld here, before anything is frozen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_lazy as _

from reports.figures import historical
from reports.figures.audit import REGISTER, audit
from reports.figures.chosen import Chosen
from reports.figures.tables import SHOWN, WITHHELD, Frozen, axis, cell, table, years
from reports.history.contradictions import contradictions
from reports.history.counts import Count, Source
from reports.rules import FIRST_LIVE_YEAR, THRESHOLD, is_small, withheld

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
    year: int, sources: Iterable[Source], counts: Iterable[Count], register: Mapping[int, Counts]
) -> Frozen:
    """Everything the draft of ``year`` prints; ``register`` holds what the rooms counted, year by year."""
    known = [count for count in counts if count.year < FIRST_LIVE_YEAR]
    chosen = Chosen(known)
    now = register[year]
    tables = [
        series(chosen, year, register),
        historical.plans(chosen, historical.LAST_YEAR),
        contacts(now),
        inquiries(now, year),
        decisions(now, year),
        *groups(year, register),
        citizenships(now, year),
        offers(now, year),
        historical.prosecution(chosen, year),
    ]
    body: Frozen = {
        "tables": [one for one in tables if one],
        "facts": [again(now)],
        "checks": historical.running_totals(chosen, year),
        "contradictions": [asdict(one) for one in contradictions(known)],
    }
    head = {"version": 1, "year": year, "live": True, "threshold": THRESHOLD, "first_live": FIRST_LIVE_YEAR}
    figures = {**head, "sources": historical.cited(body, sources), **body}
    return figures | {"audit": asdict(audit(figures))}


def joined(counted: Mapping[str, int], groups: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Small categories joined; a code no group names belongs to the last one."""
    home = {code: name for name, codes in groups.items() for code in codes}
    sums = dict.fromkeys(groups, 0)
    last = list(groups)[-1]
    for code, count in counted.items():
        sums[home.get(code, last)] += count
    return sums


def guarded(parts: Mapping[str, int], year: str) -> list[Frozen] | None:
    """The parts and their total as cells, the small and what betrays them withheld; None: nothing can be shown."""
    total = sum(parts.values())
    hidden = withheld(parts)
    if hidden is None or is_small(total):
        return None
    cells = [
        cell((name, year), count, source=REGISTER, status=WITHHELD if name in hidden else SHOWN)
        for name, count in parts.items()
    ]
    return [*cells, cell(("all", year), total, source=REGISTER)]


def alone(key: tuple[str, str], count: int) -> Frozen:
    """A figure that is part of no total."""
    return cell(key, count, source=REGISTER, status=WITHHELD if is_small(count) else SHOWN)


def series(chosen: Chosen, year: int, register: Mapping[int, Counts]) -> Frozen:
    """The printed years before, the counted ones after; no figure holds some of both."""
    frozen = historical.series(chosen, historical.LAST_YEAR)
    counted = [alone(("persons", str(one)), register[one]["identification"]["identified"]) for one in sorted(register)]
    frozen["dimensions"][1] = axis("year", years(historical.FIRST_YEAR, year))
    frozen["cells"] += counted
    return frozen


def groups(year: int, register: Mapping[int, Counts]) -> Iterable[Frozen | None]:
    """Persons by sex, age and form, each live year a column of its own."""
    for name, title, dimension, source, joins in (
        ("forms", _("Persons by form of exploitation"), "form", "form", FORMS),
        ("sexes", _("Persons by sex"), "sex", "sex", SEXES),
        ("ages", _("Persons by age"), "age", "age", AGES),
    ):
        cells: list[Frozen] = []
        for one, counts in sorted(register.items()):
            cells += guarded(joined(counts["identification"]["by"][source], joins), str(one)) or []
        rows = axis(dimension, [*joins, "all"], total="all")
        columns = axis("year", [str(one) for one in sorted(register)])
        yield table(name, title, "identified", rows, columns, cells) if printed(cells, str(year)) else None


def printed(cells: Iterable[Frozen], year: str) -> bool:
    return any(one["key"][1] == year for one in cells)


def citizenships(now: Counts, year: int) -> Frozen | None:
    """Countries with enough persons by name; all the others together, whether one or many."""
    counted = now["identification"]["by"]["citizenship"]
    largest = {code: n for code, n in sorted(counted.items(), key=lambda one: (-one[1], one[0])) if not is_small(n)}
    largest.pop("unknown", None)
    parts = {**largest, "other_or_unknown": sum(counted.values()) - sum(largest.values())}
    cells = guarded(parts, str(year))
    if cells is None:
        return None
    rows = axis("citizenship", [*parts, "all"], total="all")
    return table("citizenships", _("Persons by citizenship"), "identified", rows, axis("year", [str(year)]), cells)


def one_margin(
    name: str, title: Any, population: str, dimension: str, parts: Mapping[str, int], year: int
) -> Frozen | None:
    cells = guarded(parts, str(year))
    if cells is None:
        return None
    rows = axis(dimension, [*parts, "all"], total="all")
    return table(name, title, population, rows, axis("year", [str(year)]), cells)


def inquiries(now: Counts, year: int) -> Frozen | None:
    return one_margin("inquiries", _("Inquiries and what came of them"), "inquiries", "outcome", now["inquiries"], year)


def decisions(now: Counts, year: int) -> Frozen | None:
    assessed, identified = now["identification"]["assessed"], now["identification"]["identified"]
    parts = {"trafficked": identified, "other_outcome": max(0, assessed - identified)}
    if is_small(parts["other_outcome"]):
        return None  # the series prints the one part, so that the total would print the other
    return one_margin("decisions", _("Persons with a decision in the year"), "decided", "outcome", parts, year)


def contacts(now: Counts) -> Frozen:
    """Three counters that measure three things; they have no sum."""
    counted = now["contacts"]
    told = {
        "visits": counted["visits"],
        "unique_persons": counted["unique"],
        "unique_at_most": counted["unique_at_most"],
        "new_persons": counted["new"],
    }
    rows = axis("measure", told)
    columns = axis("measure", ["number"])
    cells = [alone((name, "number"), count) for name, count in told.items()]
    return table("contacts", _("Outreach contacts, three ways of counting"), "contacts", rows, columns, cells)


def offers(now: Counts, year: int) -> Frozen:
    counted = now["stays"]
    rows = axis("measure", ["stays", "residents", "nights"])
    told = {"stays": counted["stays_begun"], "residents": counted["persons"], "nights": counted["bed_nights"]}
    cells = [alone((name, str(year)), count) for name, count in told.items()]
    return table("offers", _("Stays in shelters"), "stays", rows, axis("year", [str(year)]), cells)


def again(now: Counts) -> Frozen:
    """Persons identified in an earlier year too: they count in both, and the reader is told how many."""
    again, persons = now["identification"]["identified_again"], now["identification"]["identified"]
    hidden = is_small(again) or is_small(persons - again)
    return {"name": "identified_again", "value": None if hidden else again, "source": REGISTER}
