"""Figures on screen: panels of plain values, each drawn as a picture and written as a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.enums import AgeBand, CodeList, Sex
from cases.models import Code
from reports import labels
from reports.models import Edition, Overview
from reports.numbers import percent
from reports.rules import FIRST_LIVE_YEAR, is_live
from reports.selectors import history
from reports.selectors.editions import persons_by_year
from reports.selectors.pictures import parts_chart, series_chart

# What persons can be divided by, and the table of a report that holds it.
DIVISIONS = {"sex": "sexes", "age": "ages", "form": "forms", "citizenship": "citizenships"}
CHOICES: dict[str, Any] = {"sex": Sex, "age": AgeBand}
FLOW = {
    "inquiries": _("Inquiries received"),
    "became_case": _("Inquiries that became a case"),
    "decided": _("Persons with a decision"),
    "trafficked": _("Persons assessed as trafficked"),
}
WAITED = {
    "within_week": _("Up to a week"),
    "within_month": _("8 to 30 days"),
    "within_quarter": _("31 to 90 days"),
    "longer": _("More than 90 days"),
}


@dataclass(frozen=True)
class Line:
    """One line of a panel; without a value it is withheld, and without a share it is part of nothing."""

    label: str
    value: int | None
    share: str = ""


@dataclass(frozen=True)
class Panel:
    """One picture with its table, and what it counts."""

    anchor: str
    heading: Any
    about: Any
    lines: list[Line]
    chart: dict[str, Any]
    kind: str = "parts"


def series_panel(years: Mapping[int, int], about: Any) -> Panel:
    lines = [Line(str(year), persons) for year, persons in sorted(years.items(), reverse=True)]
    heading = _("Persons assessed as trafficked, since 2007")
    return Panel("series", heading, about, lines, series_chart(dict(sorted(years.items()))), "columns")


def parts_panel(
    anchor: str, heading: Any, about: Any, parts: Iterable[tuple[Any, int | None]], total: int | None = None
) -> Panel:
    """Parts have a share of a ``total`` that somebody counted; what is printed without one is never added up."""
    known = [(str(label), value) for label, value in parts]
    lines = [Line(label, value, percent(value, total) if total and value is not None else "") for label, value in known]
    return Panel(anchor, heading, about, lines, parts_chart(known))


def internal(overview: Overview | None, year: int, by: str) -> list[Panel]:
    """The overview of CMM: what is printed until 2023, and the register's own true counts from then on."""
    known, where = history.counts(), {source.key: source for source in history.sources()}
    years = {one.year: one.persons for one in history.series(known, where)}
    counts = overview.counts if overview else {}
    years |= {int(one): told["identified"] for one, told in counts.items()}
    panels = (
        [series_panel(years, _("Until 2023 as printed, from 2024 as the register counts; this year so far"))]
        if years
        else []
    )
    told = counts.get(str(year))
    if told is None:
        return panels
    ranked = sorted(told["by"][by].items(), key=lambda one: (-one[1], one[0]))
    waited = told["waiting"]
    middle = _("Half of them had it within %(days)s days") % {"days": waited["median"]}
    return [
        *panels,
        parts_panel(by, labels.dimension(by), _("Persons assessed as trafficked"), named(by, ranked),
                    told["identified"]),
        parts_panel("flow", _("From inquiry to decision"), _("Four counts of the year, each of its own"),
                    ((label, told["flow"][code]) for code, label in FLOW.items())),
        parts_panel("waiting", _("From opening the case to its first decision"),
                    middle if waited["median"] is not None else _("Nobody had a first decision in the year"),
                    ((label, waited["groups"][code]) for code, label in WAITED.items()),
                    sum(waited["groups"].values())),
    ]  # fmt: skip


def named(by: str, counts: Iterable[tuple[str, int]]) -> list[tuple[Any, int]]:
    """The register's codes in the words the register uses for them; countries in those of the reports."""
    words: dict[str, Any] = {}
    if by in CHOICES:
        words = dict(CHOICES[by].choices)
    elif by == "form":
        words = {code.code: code.label for code in Code.objects.filter(list=CodeList.EXPLOITATION_FORM)}
    return [(words.get(code) or labels.category(code), count) for code, count in counts]


def published(newest: Edition | None, chosen: Edition | None, by: str) -> list[Panel]:
    """What is published, from the frozen figures alone."""
    panels = []
    if newest and (years := persons_by_year(newest)):
        panels.append(series_panel(years, _("As published in the report of %(year)s") % {"year": newest.year}))
    if chosen is None:
        return panels
    tables = {table["id"]: table for table in (chosen.figures or {}).get("tables", ())}
    shown = [name for name in (DIVISIONS[by], "inquiries", "decisions") if name in tables]
    return [*panels, *filter(None, (table_panel(tables[name], chosen.year) for name in shown))]


def table_panel(table: Mapping[str, Any], year: int) -> Panel | None:
    """One column of a frozen table: its year, or the only one it has. Where the table has a total, shares are of it."""
    rows, columns = table["dimensions"]
    codes = [one["code"] for one in columns["categories"]]
    column = str(year) if str(year) in codes else codes[0] if len(codes) == 1 else ""
    values = {cell["key"][0]: cell["value"] for cell in table["cells"] if cell["key"][1] == column}
    parts = [(said(one), values[one["code"]]) for one in rows["categories"]
             if one["code"] in values and one["code"] != rows["total"]]  # fmt: skip
    total = values.get(rows["total"] or "")
    return parts_panel(table["id"], said(table["title"]), said(table["population"]), parts, total) if parts else None


def said(text: Mapping[str, Any]) -> str:
    return str(text["en" if get_language() == "en" else "da"])


def live_years(this_year: int) -> list[int]:
    """The years the register counts itself, newest first."""
    return [year for year in range(this_year, FIRST_LIVE_YEAR - 1, -1) if is_live(year)]
