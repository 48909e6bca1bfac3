"""A table of its own: persons, stays or visits of a year by two groupings of the yearly report, with both margins.

The groups are the report's, so that a margin is the same figure here and there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from django.utils.translation import gettext_lazy as _

from reports.disclosure.figures import Codes, Figure
from reports.disclosure.proposing import Proposer, nothing
from reports.enums import Crossed, Grouping
from reports.figures.carrying import telling
from reports.figures.groups import AGES, FORMS, QUARTERS, RESIDENCE, SEXES, SHELTERS
from reports.figures.protecting import Unprotected, protected
from reports.figures.releases import Releases
from reports.figures.shapes import codes_of, counted
from reports.figures.tables import SHOWN, Frozen, axis, table
from reports.rules import THRESHOLD

ALL = "all"
JOINED = {
    Grouping.SEX: SEXES, Grouping.AGE: AGES, Grouping.FORM: FORMS, Grouping.RESIDENCE: RESIDENCE,
    Grouping.SHELTER: SHELTERS, Grouping.QUARTER: QUARTERS,
}  # fmt: skip
TITLES = {
    Crossed.IDENTIFIED: _("Persons assessed as trafficked"),
    Crossed.STAYS: _("Stays begun in shelters"),
    Crossed.VISITS: _("Outreach contacts, each visit"),
}
NAMED = {Crossed.VISITS: "contacts"}  # the population a reader knows it by
Person = Mapping[str, Any]  # or whatever else is counted; ``number`` says how many, where it is not one
Groups = dict[str, Codes]


def free_table(
    year: int,
    groupings: tuple[str, str],
    persons: Iterable[Person],
    earlier: Iterable[Frozen] = (),
    threshold: int = THRESHOLD,
    propose: Proposer = nothing,
    population: str = Crossed.IDENTIFIED,
) -> Frozen:
    """The figures of a table as they are released. Raises Unprotected where nothing of it can be, and names what was
    printed before and stands in the way.
    """
    rows, earlier = list(persons), list(earlier)
    drawn = crossed(year, groupings, rows, threshold, population)
    refuse_another_counting([drawn], Releases(earlier), threshold)
    tables, _facts = protected([drawn], [], earlier, threshold, propose)
    if not any(cell["status"] == SHOWN and ALL not in cell["key"] for one in tables for cell in one["cells"]):
        raise Unprotected(_("Too few persons: nothing would be left to show."))
    return {"version": 2, "year": year, "live": True, "threshold": threshold, "tables": [drawn], "facts": []}


def crossed(year: int, groupings: tuple[str, str], persons: list[Person], threshold: int, population: str) -> Frozen:
    """The true numbers of the table, each saying what it counts."""
    down, across = (groups_of(name, persons, threshold) for name in groupings)
    cells = []
    for (row, column), where in crossings(groupings, down, across):
        fitting = (one for one in persons if all(codes.has(one[name]) for name, codes in where.items()))
        cells.append(counted((row, column), sum(map(number_of, fitting)), Figure.of(population, year, where)))
    first, second = (
        axis(name, [*found, ALL], total=ALL) for name, found in zip(groupings, (down, across), strict=True)
    )
    told = NAMED.get(Crossed(population), str(population))
    name = "-".join(groupings)
    name = name if population == Crossed.IDENTIFIED else f"{population}:{name}"
    return table(name, TITLES[Crossed(population)], told, first, second, cells)


def number_of(row: Person) -> int:
    return int(row.get("number", 1))


def crossings(groupings: tuple[str, str], down: Groups, across: Groups) -> Iterator[tuple[tuple[str, str], Groups]]:
    """Every cell and what it counts; a total leaves its grouping open."""
    for row, column in product([*down, ALL], [*across, ALL]):
        chosen = zip(groupings, (down.get(row), across.get(column)), strict=True)
        yield (row, column), {name: codes for name, codes in chosen if codes}


def groups_of(name: str, persons: list[Person], threshold: int) -> Groups:
    """The groups of the yearly report; countries with enough persons by name, and all the others together."""
    if name in JOINED:
        return codes_of(JOINED[Grouping(name)])
    numbers: Counter[str] = Counter()
    for person in persons:
        numbers[person[name]] += number_of(person)
    named = sorted(
        (one for one, n in numbers.items() if n >= threshold and one != "unknown"), key=lambda c: (-numbers[c], c)
    )
    return codes_of({one: (one,) for one in [*named, "other_or_unknown"]})


def refuse_another_counting(tables: list[Frozen], releases: Releases, threshold: int) -> None:
    """Unlike a report, a table of its own takes nothing over: it is made of one counting or not at all."""
    places = [place for one in telling(tables, [], releases, threshold) for place in releases.beside(one.figure)]
    if places:
        raise Unprotected(_("A small change since an earlier release could be worked out."), places)
