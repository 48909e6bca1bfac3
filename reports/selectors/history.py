"""The published history as the database holds it."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import QuerySet

from reports import labels, wording
from reports.figures.chosen import Chosen
from reports.history.contradictions import Contradiction, contradictions
from reports.history.counts import Count, Source
from reports.models import HistoricalCount, HistoricalSource
from reports.selectors.pictures import series_chart


def sources() -> list[Source]:
    names = ("key", "publisher", "title", "url", "seen_on", "note", "note_en")
    return [Source(**row) for row in HistoricalSource.objects.order_by("key").values(*names)]


def counts(rows: QuerySet[HistoricalCount] | None = None) -> list[Count]:
    """Plain values in the order of the files: the figures of a report must not depend on how rows were stored."""
    chosen = HistoricalCount.objects.all() if rows is None else rows
    names = ("file", "line", "population", "dimension", "category", "year", "value", "printed", "certainty", "note")
    found = chosen.order_by("file", "line").values("source__key", "crossed", *names)
    return [Count(source=row.pop("source__key"), **row) for row in found]


@dataclass(frozen=True)
class YearFigure:
    """One year of the series with where it was printed."""

    year: int
    persons: int
    running: int
    source: Source


def series(known: list[Count], where: dict[str, Source]) -> list[YearFigure]:
    """Persons assessed as trafficked, year by year, as the reports print it."""
    chosen, running, found = Chosen(known), 0, []
    for year in range(2007, 2024):
        count = chosen("identified", "total", "all", year)
        if count and count.value is not None:
            running += count.value
            found.append(YearFigure(year, count.value, running, where[count.source]))
    return found


def overview(known: list[Count], where: dict[str, Source]) -> dict[str, Any]:
    """The series with its sources, the sources themselves, and every contradiction in words."""
    years = series(known, where)
    return {
        "series": years,
        "chart": series_chart({one.year: one.persons for one in years}),
        "sources": list(where.values()),
        "contradictions": [told(one, where) for one in contradictions(known)],
        "crossed": sum(count.crossed for count in known),
    }


def told(one: Contradiction, where: dict[str, Source]) -> dict[str, Any]:
    """One contradiction as a row: both figures, and who printed them."""
    frozen = asdict(one)
    keys = dict.fromkeys(figure.source for figure in (one.one, *one.other))

    def publisher(key: str) -> str:
        return labels.publisher(where[key].publisher)

    return {
        "year": one.year,
        "about": wording.about(frozen),
        "one": wording.said(frozen, frozen["one"], publisher),
        "other": wording.other(frozen, publisher),
        "sources": [where[key] for key in keys],
    }
