"""The sections of the figures: a finding, a chart and the table that says the same."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.outreach.rendering.charts import NAMED, PAPER, PRINTED, SCREEN, TIMED, Chart, Shape, chart_of
from cases.outreach.rendering.words import (
    Line,
    code_name,
    month_name,
    month_short,
    new_text,
    unique_text,
    week_name,
    week_short,
    weekday_name,
    whole,
)

Figures = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """One line of a table: its head and its cells."""

    head: str
    cells: list[str]
    is_sum: bool = False


@dataclass(frozen=True)
class Section:
    slug: str
    finding: str
    about: str
    headers: list[str]
    rows: list[Row]
    lines: list[Line]
    labels: list[tuple[str, str]]
    shape: Shape

    @property
    def chart(self) -> Chart | None:
        return chart_of(self.lines, self.labels, self.shape, SCREEN)

    @property
    def printed(self) -> Chart | None:
        return chart_of(self.lines, self.labels, PRINTED[self.shape], PAPER)

    @property
    def words(self) -> str:
        """The picture as text: its pattern, and where the numbers are."""
        return _("%(finding)s. The figures stand in the table.") % {"finding": self.finding}


def sections_of(figures: Figures) -> list[Section]:
    """In the order of the page; what a long period is not told by has no section."""
    weeks = [by_week(figures)] if figures["weeks"] else []
    return [by_month(figures), *weeks, by_weekday(figures), *by_code(figures)]


def by_month(figures: Figures) -> Section:
    about = _("A round counts in the month it began.")
    return section(
        figures, "months", pgettext("figures", "Month"), about, lambda row: month_name(row["key"]), TIMED,
        short=lambda row: month_short(row["key"]),
    )  # fmt: skip


def by_week(figures: Figures) -> Section:
    about = _("Weeks begin on Monday. The first and the last may be cut off by the period.")
    return section(
        figures, "weeks", pgettext("figures", "Week"), about, lambda row: week_name(row["key"]), TIMED,
        short=lambda row: week_short(row["key"]),
    )  # fmt: skip


def by_weekday(figures: Figures) -> Section:
    about = _("By service day: the small hours belong to the evening before.")
    weekday = pgettext("figures", "Weekday")
    return section(figures, "weekdays", weekday, about, lambda row: weekday_name(row["key"]), TIMED)


def by_code(figures: Figures) -> list[Section]:
    venue = _("A round counts once at each kind of venue it was at.")
    town = _("A round counts once in each municipality it was in. Which one a place lies in, its leader has said.")
    kind = _("A round counts under the kind it was begun as; a contact under its own.")
    return [
        section(figures, "venue_types", _("Kind of venue"), venue, code_name, NAMED),
        section(figures, "municipalities", _("Municipality"), town, code_name, NAMED),
        section(figures, "contact_types", _("Kind of contact"), kind, code_name, NAMED),
    ]


def section(
    figures: Figures,
    slug: str,
    dimension: str,
    about: str,
    name: Callable[[Line], str],
    shape: Shape,
    *,
    short: Callable[[Line], str] | None = None,
) -> Section:
    rows: list[Line] = figures[slug]
    return Section(
        slug=slug,
        finding=finding_of(rows, name, dimension),
        about=about,
        headers=[dimension, *heads()],
        rows=[*(Row(name(row), cells(row)) for row in rows), Row(_("In all"), cells(figures["total"]), is_sum=True)],
        lines=rows,
        labels=[((short or name)(row), whole(row["visits"])) for row in rows],
        shape=shape,
    )


def finding_of(rows: list[Line], name: Callable[[Line], str], dimension: str) -> str:
    """What stands out; where two share the first place, only what the table is by."""
    most = max((row["visits"] for row in rows), default=0)
    first = [row for row in rows if row["visits"] == most]
    if not most or len(first) > 1:
        return _("By %(dimension)s") % {"dimension": dimension.lower()}
    told = {"name": name(first[0]), "visits": whole(most)}
    return _("Most visits: %(name)s (%(visits)s)") % told


def heads() -> list[str]:
    return [
        _("Rounds"), _("Days with contacts"), _("Visits"), _("Unique"), pgettext("counter", "New"), _("Unclear"),
    ]  # fmt: skip


def cells(line: Line) -> list[str]:
    numbers = [whole(line[name]) for name in ("rounds", "days", "visits")]
    return [*numbers, unique_text(line), new_text(line), whole(line["unclear"])]
