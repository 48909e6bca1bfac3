"""Which of several published figures a report prints: one source a table where that can be, never a crossing."""

from collections.abc import Iterable

from reports.figures.tables import WITHHELD, Frozen, cell
from reports.history.contradictions import first_of_each
from reports.history.counts import Count

# UNODC's series is the one that adds up to CMM's own running totals; after it ends, CMM's yearly pages.
PREFERRED = ("unodc", "cmm-2023", "cmm-2022", "cmm-2021", "cmm-2019", "cmm-2018", "cmm")


class Chosen:
    """The figures to print, found by population, dimension, category and year."""

    def __init__(self, counts: Iterable[Count], preferred: tuple[str, ...] = PREFERRED) -> None:
        self.found: dict[tuple[str, str, str, int], Count] = {}
        rank = {source: place for place, source in enumerate(preferred)}
        kept = [count for count in first_of_each(counts) if not count.crossed]
        for count in sorted(kept, key=lambda one: rank.get(one.source, len(rank))):
            self.found.setdefault((count.population, count.dimension, count.category, count.year), count)

    def __call__(self, population: str, dimension: str, category: str, year: int) -> Count | None:
        return self.found.get((population, dimension, category, year))

    def categories(self, population: str, dimension: str, years: Iterable[int]) -> list[str]:
        """Categories with a printed value in one of these years, the largest sum first."""
        sums: dict[str, int] = {}
        chosen_years = set(years)
        for (a, b, category, year), count in self.found.items():
            if (a, b) == (population, dimension) and year in chosen_years and count.value is not None:
                sums[category] = sums.get(category, 0) + count.value
        return sorted(sums, key=lambda category: (-sums[category], category))

    def cells(self, dimension: str, rows: Iterable[tuple[str, str, str]], years: Iterable[int]) -> list[Frozen]:
        """Cells for rows of (key, population, category); what was never published has no cell."""
        span = list(years)
        found = []
        for key, population, category in rows:
            for year in span:
                count = self(population, dimension, category, year)
                if count is not None and (count.value is not None or count.masked):
                    found.append(printed_cell((key, str(year)), count))
        return found


def printed_cell(key: tuple[str, str], count: Count) -> Frozen:
    """As printed; where the source itself masks the figure, it is withheld here too."""
    if count.value is None:
        return cell(key, None, source=count.source, status=WITHHELD)
    return cell(key, count.value, source=count.source, certainty=count.certainty)
