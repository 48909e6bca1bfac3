"""Where published figures contradict themselves or each other.

Every total is compared with its parts, every figure with the same figure elsewhere. Nothing is corrected and
nothing is summed instead: both figures are shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.history.counts import Count

# The dimensions whose parts should make up their total, and the parts that must be there to say so.
PARTS = {"sex", "age", "form", "citizenship"}
UNODC_PARTS = {
    "sex": {"female", "male"},
    "age": {"minor", "adult"},
    "form": {"sexual", "forced_labour", "other_forms"},
}


@dataclass(frozen=True)
class Figure:
    """A printed figure and what it is about."""

    source: str
    category: str
    printed: str


@dataclass(frozen=True)
class Contradiction:
    """Two published figures that cannot both be right.

    ``kind``: parts (a total and its parts), part (a part larger than its whole), repeated (the value of the year
    before stands again), headings (several lines under one heading), sources (two sources), running (a running
    total and the sum of its years).
    """

    kind: str
    year: int
    population: str
    dimension: str
    one: Figure
    other: tuple[Figure, ...]
    low: int
    high: int


def contradictions(counts: Iterable[Count]) -> list[Contradiction]:
    """Every contradiction of these figures, by year."""
    kept = list(counts)
    firsts = first_of_each(kept)
    found = [
        *totals_and_parts(firsts),
        *crossings_and_wholes(firsts),
        *repeated_values(firsts),
        *same_headings(kept),
        *sources_apart(firsts),
        *running_totals(firsts),
    ]
    return sorted(found, key=lambda one: (one.year, one.population, one.kind, one.dimension, one.one.category))


def first_of_each(counts: Iterable[Count]) -> list[Count]:
    """Where a source has several lines under one heading, the first is the heading's own."""
    seen: dict[tuple[str, str, str, str, int], Count] = {}
    for count in counts:
        seen.setdefault(count.heading, count)
    return list(seen.values())


def figure(count: Count) -> Figure:
    return Figure(count.source, count.category, count.printed)


def totals_and_parts(counts: list[Count]) -> Iterator[Contradiction]:
    """A total outside what its parts can sum to, a mask standing for 0 to 4."""
    wholes = {(c.source, c.population, c.year): c for c in counts if c.dimension == "total" and c.value is not None}
    groups: dict[tuple[str, str, int, str], list[Count]] = {}
    for count in counts:
        if count.dimension in PARTS:
            groups.setdefault((count.source, count.population, count.year, count.dimension), []).append(count)
    for (source, population, year, dimension), parts in groups.items():
        whole = wholes.get((source, population, year))
        if whole and is_whole(parts, dimension):
            yield from compared("parts", whole, dimension, parts)


def is_whole(parts: list[Count], dimension: str) -> bool:
    """Whether the parts were meant to make up the total: UNODC's are, others print the ones they speak of."""
    names = {part.category for part in parts}
    if all(part.source == "unodc" for part in parts):
        return UNODC_PARTS.get(dimension, set()) <= names
    return {"sex": {"female", "male", "other"}, "form": {"sexual", "unknown"}}.get(dimension, {""}) <= names


def compared(kind: str, whole: Count, dimension: str, parts: list[Count]) -> Iterator[Contradiction]:
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    if not low <= whole.low <= high:
        shown = tuple(figure(part) for part in parts if part.value or len(parts) < 5)
        yield Contradiction(kind, whole.year, whole.population, dimension, figure(whole), shown, low, high)


def crossings_and_wholes(counts: list[Count]) -> Iterator[Contradiction]:
    """A part of a crossing larger than the figure it is a part of."""
    margins = {c.heading: c for c in counts if not c.crossed and c.value is not None}
    for part in counts:
        if part.crossed and part.value is not None:
            name, _bar, _rest = part.category.partition("|")
            dimension = part.dimension.partition("_")[0]
            whole = margins.get((part.source, part.population, dimension, name, part.year))
            if whole and part.low > whole.low:
                yield against("part", whole, part)


def repeated_values(counts: list[Count]) -> Iterator[Contradiction]:
    """A value that cannot be this year's because it is the year before's."""
    before = {c.heading: c for c in counts if c.value is not None}
    too_large = {(c.year, c.population, c.dimension, c.other[0].category) for c in crossings_and_wholes(counts)}
    for count in counts:
        source, population, dimension, category, year = count.heading
        last = before.get((source, population, dimension, category, year - 1))
        if last and last.value == count.value and (year, population, dimension, category) in too_large:
            yield against("repeated", count, last)


def same_headings(counts: list[Count]) -> Iterator[Contradiction]:
    """Several lines with one heading and different figures."""
    groups: dict[tuple[str, str, str, str, int], list[Count]] = {}
    for count in counts:
        groups.setdefault(count.heading, []).append(count)
    for first, *rest in groups.values():
        if rest:
            yield against("headings", first, *rest)


def sources_apart(counts: list[Count]) -> Iterator[Contradiction]:
    """The same heading and year, printed differently by two sources."""
    groups: dict[tuple[str, str, str, int], list[Count]] = {}
    for count in counts:
        if not count.crossed and count.dimension != "mean_age":
            groups.setdefault((count.population, count.dimension, count.category, count.year), []).append(count)
    for first, *rest in groups.values():
        apart = [one for one in rest if one.high < first.low or one.low > first.high]
        if apart:
            yield against("sources", first, *apart)


def running_totals(counts: list[Count]) -> Iterator[Contradiction]:
    """A printed running total against the sum of the years printed before it."""
    series = {
        c.year: c for c in counts if c.population == "identified" and c.dimension == "total" and c.source == "unodc"
    }
    for count in counts:
        if count.population == "identified_since_2007" and count.dimension == "total" and count.year in series:
            years = [series[year] for year in range(2007, count.year + 1)]
            yield from compared("running", count, "total", years)


def against(kind: str, one: Count, *others: Count) -> Contradiction:
    low, high = sum(other.low for other in others), sum(other.high for other in others)
    shown = tuple(figure(other) for other in others)
    return Contradiction(kind, one.year, one.population, others[0].dimension, figure(one), shown, low, high)
