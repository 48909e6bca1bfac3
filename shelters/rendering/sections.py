"""The sections of the page of figures: a finding, a chart and the table that says the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from shelters.rendering.charts import Chart, Told, bars, columns
from shelters.selectors.bednights import BedNights, HouseNights


@dataclass(frozen=True)
class Row:
    """One line of a table: its head, which may lead somewhere, and its cells."""

    head: str
    cells: list[str]
    url: str = ""
    is_sum: bool = False


@dataclass(frozen=True)
class Section:
    slug: str
    finding: str
    about: str
    chart: Chart
    headers: list[str]
    rows: list[Row]
    notes: list[str] = field(default_factory=list)

    @property
    def room(self) -> str:
        """How much of the page the table needs: a column beside the chart, more than half, or all of it."""
        return {3: "", 4: "wide", 5: "wide"}.get(len(self.headers), "full")


def whole(value: Any) -> str:
    return number_format(value, decimal_pos=0, use_l10n=True, force_grouping=True)


def kroner(value: Any, *, ore: bool = True) -> str:
    """1.500,50 kr., on one line."""
    said = number_format(round(value, 2 if ore else 0), 2 if ore else 0, use_l10n=True, force_grouping=True)
    return str(_("%(amount)s kr.") % {"amount": said}).replace(" ", "\u00a0")


def per_cent_text(value: int | None) -> str:
    return _("unknown") if value is None else f"{value} %"


def share(part: int, total: int) -> str:
    return per_cent_text(round(100 * part / total) if total else None)


def of_nights(nights: BedNights) -> Iterator[Section]:
    yield by_house(nights)
    yield by_month(nights)


def by_house(nights: BedNights) -> Section:
    told = {"share": per_cent_text(nights.occupancy), "nights": whole(nights.nights), "all": whole(nights.offered)}
    return Section(
        slug="houses",
        finding=_("Occupancy %(share)s: %(nights)s bed nights of %(all)s") % told,
        about=_(
            "Bed nights and occupancy by house. A place is counted as one, also a family room. "
            "A place counts for the nights it was in use."
        ),
        chart=bars([Told(one.shelter.name, one.occupancy or 0, per_cent_text(one.occupancy)) for one in nights.houses]),
        headers=[_("Shelter"), _("Places"), _("Bed nights"), _("Possible"), _("Occupancy")],
        rows=[*map(house_row, nights.houses), sum_row(nights)],
    )


def house_row(one: HouseNights) -> Row:
    cells = [whole(one.places), whole(one.nights), whole(one.offered), per_cent_text(one.occupancy)]
    return Row(one.shelter.name, cells, url=one.shelter.get_absolute_url())


def sum_row(nights: BedNights) -> Row:
    cells = [whole(nights.places), whole(nights.nights), whole(nights.offered), per_cent_text(nights.occupancy)]
    return Row(_("In all"), cells, is_sum=True)


def by_month(nights: BedNights) -> Section:
    months = nights.by_month
    peak = max(months, key=lambda month: month[1], default=None)
    finding = _("No night has been slept in the period")
    if peak and peak[1]:
        named = {"month": date_format(peak[0].first, "F"), "nights": whole(peak[1])}
        finding = _("Most bed nights in %(month)s: %(nights)s") % named
    rows = [
        Row(date_format(month.first, "F"), [whole(number), whole(offered), per_cent_text(full)])
        for month, number, offered, full in months
    ]
    return Section(
        slug="months",
        finding=finding,
        about=_("Bed nights by month. A night belongs to the day it begins on, and is counted once."),
        chart=columns([Told(date_format(month.first, "M"), number, whole(number)) for month, number, *_rest in months]),
        headers=[_("Month"), _("Bed nights"), _("Possible"), _("Occupancy")],
        rows=rows,
    )


def counted(
    slug: str, finding: str, about: str, heads: tuple[str, str], rows: Sequence[tuple[str, int]], notes: list[str]
) -> Section:
    """A section that says how many there are of each kind, and what share they make."""
    total = sum(number for _label, number in rows)
    lines = [Row(label, [whole(number), share(number, total)]) for label, number in rows]
    summed = [Row(_("In all"), [whole(total), share(total, total)], is_sum=True)] if total else []
    return Section(
        slug=slug,
        finding=finding,
        about=about,
        chart=bars([Told(label, number, whole(number)) for label, number in rows]),
        headers=[*heads, _("Share")],
        rows=lines + summed,
        notes=notes,
    )
