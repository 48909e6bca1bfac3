"""All that was released before: what a reader of it knows, and what was withheld then and must stay so.

A register counted twice gives two numbers of one figure. Each counting of a year is a moment with figures of its own:
releases that tell of a population and year nothing that differs are of one moment, for a reader would say so too. What
a correction takes over from the edition before it says so in each cell, and is of that edition's moment.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from reports.disclosure.bounds import Same
from reports.disclosure.figures import Codes, Figure, from_json
from reports.figures.tables import REGISTER, Frozen

DERIVED = "years"  # ages say what the groups they rest on allow (reports.figures.ages); they count nobody
TRAFFICKED = {"outcome": Codes.of(["trafficked"])}


class Told(NamedTuple):
    """A number of the register in a release: a cell or a fact, what it counts and when, and where it stands."""

    cell: Frozen
    figure: Figure
    place: str


class Contradiction(Exception):
    """One release tells two numbers of one figure."""

    def __init__(self, place: str) -> None:
        super().__init__(f"one figure has two values: {place}")
        self.place = place


class Releases:
    """Figures at their moments: ``shown`` ones with their numbers, ``withheld`` ones, and which are the ``same``."""

    def __init__(self, earlier: Iterable[Frozen] = ()) -> None:
        self.shown: dict[Figure, int] = {}
        self.withheld: set[Figure] = set()
        self.same: list[Same] = []
        self.moments: dict[Figure, int] = defaultdict(int)  # of each total, how many there are
        self.places: dict[Figure, dict[str, None]] = defaultdict(dict)
        self.frozen: list[Frozen] = []
        for release in earlier:
            self.add(release)

    def add(self, release: Frozen) -> list[Told]:
        """Everything of the register in ``release`` is known from now on."""
        self.frozen.append(release)
        placed = self.placed(release)
        for cell, figure, place in placed:
            self.moments[figure.at(0).total] = max(self.moments[figure.at(0).total], figure.moment + 1)
            self.places[figure][place] = None
            if cell["value"] is None:
                self.withheld.add(figure)
            elif self.shown.setdefault(figure, cell["value"]) != cell["value"]:
                raise Contradiction(place)
        self.withheld -= self.shown.keys()
        self.same += same(placed)
        return placed

    def placed(self, release: Frozen) -> list[Told]:
        """The register's numbers of ``release``, each at its moment."""
        found = list(told(release))
        groups: dict[tuple[Figure, str], dict[Figure, int]] = defaultdict(dict)
        for cell, figure, _place in found:
            group = groups[figure.total, cell.get("edition", "")]
            if cell["value"] is not None:
                group[figure] = cell["value"]
        moments = {key: self.moment(key[0], shown) for key, shown in groups.items()}
        return [
            one._replace(figure=one.figure.at(moments[one.figure.total, one.cell.get("edition", "")])) for one in found
        ]

    def moment(self, total: Figure, shown: Mapping[Figure, int]) -> int:
        """The latest counting that says nothing else than ``shown``; a new one if every one does."""
        for moment in reversed(range(self.moments[total])):
            if all(self.shown.get(figure.at(moment), count) == count for figure, count in shown.items()):
                return moment
        return self.moments[total]

    def beside(self, figure: Figure) -> list[str]:
        """Where the numbers stand that a reader would work ``figure`` out of."""
        near = [
            one
            for one in self.places
            if one.total.at(0) == figure.total.at(0) and (one.dimensions & figure.dimensions or not figure.where)
        ]
        return sorted({place for one in near for place in self.places[one]})

    def at_other_moments(self, figure: Figure) -> dict[Figure, int]:
        """The shown parts of the same population and year as other countings had them."""
        return {
            one: count
            for one, count in self.shown.items()
            if one.where and one.moment != figure.moment and one.total.at(0) == figure.total.at(0)
        }


def ref_of(release: Frozen) -> str:
    """What a reader calls the release."""
    return str(release.get("ref") or release["year"])


def told(release: Frozen) -> Iterator[Told]:
    """Every number of the register, and of letters to CMM alone, as if all were of the first moment."""
    name = release.get("ref", "")
    for table in release["tables"]:
        for cell in table["cells"]:
            if "figure" in cell or (cell["source"] == REGISTER and table["measure"] != DERIVED):
                yield Told(cell, from_json(cell["figure"]), f"{name} {table['title']['da']}".strip())
    for fact in release.get("facts", []):
        if fact["source"] == REGISTER and "figure" in fact:
            yield Told(fact, from_json(fact["figure"]), f"{name} {fact['name']}".strip())


def same(placed: Iterable[Told]) -> list[Same]:
    """A person decided to be trafficked is one of those the series counts, in one and the same counting."""
    totals: dict[tuple[str, int], Figure] = {}
    decided: dict[tuple[str, int], Figure] = {}
    for cell, figure, _place in placed:
        key = cell.get("edition", ""), figure.year
        if figure.population == "identified":
            totals[key] = figure.total
        elif figure.population == "decided" and dict(figure.where) == TRAFFICKED:
            decided[key] = figure
    return [(decided[key], totals[key]) for key in sorted(decided.keys() & totals.keys())]
