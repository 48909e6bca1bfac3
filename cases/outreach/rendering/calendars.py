"""The calendars of coverage: numbers on four blues, in a table, so that nothing rests on colour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from cases.outreach.coverage import Scale
from cases.outreach.rendering.words import day_short, hour_name, week_short, weekday_name, weekday_short, whole

Figures = dict[str, Any]
HOURS = 24
LONGEST_IN_DAYS = 54 * 7


@dataclass(frozen=True)
class Cell:
    """A number with its step; None where the day lies outside the period."""

    number: int | None
    shade: int
    text: str


@dataclass(frozen=True)
class Heat:
    """Rows of seven days with their names."""

    slug: str
    title: str
    about: str
    corner: str
    rows: list[tuple[str, list[Cell]]]
    scale: Scale

    @property
    def heads(self) -> list[tuple[str, str]]:
        return [(weekday_short(weekday), weekday_name(weekday)) for weekday in range(7)]

    @property
    def key(self) -> list[tuple[int, str]]:
        ranges = self.scale.ranges
        return [(step, whole(low) if low == high else f"{whole(low)}–{whole(high)}") for step, low, high in ranges]


def calendars_of(figures: Figures) -> list[Heat]:
    """When somebody was out, when contacts were made, and the days of the period one by one."""
    shown = hours_shown(figures)
    out = by_hour(
        figures, "hours_out", _("When rounds were out"), _("On how many days a round was out in the hour."), shown
    )
    met = by_hour(
        figures, "hours_met", _("When contacts were made"), _("How many contacts were made in the hour."), shown
    )
    span = date.fromisoformat(figures["last"]) - date.fromisoformat(figures["first"])
    return [out, met, *([by_date(figures)] if span.days < LONGEST_IN_DAYS else [])]


def hours_shown(figures: Figures) -> list[int]:
    """From the first to the last hour anything happened in, in the order of a service day."""
    told = {hour for name in ("hours_out", "hours_met") for _weekday, hour, _number in figures[name]}
    order = [(figures["begins"] + after) % HOURS for after in range(HOURS)]
    found = [place for place, hour in enumerate(order) if hour in told]
    return order[found[0] : found[-1] + 1] if found else []


def by_hour(figures: Figures, slug: str, title: str, about: str, shown: Iterable[int]) -> Heat:
    numbers = {(weekday, hour): number for weekday, hour, number in figures[slug]}
    scale = Scale(max(numbers.values(), default=0))
    rows = [(hour_name(hour), [cell(numbers.get((weekday, hour), 0), scale) for weekday in range(7)]) for hour in shown]
    return Heat(slug, title, about, _("Hour"), rows, scale)


def cell(number: int, scale: Scale, said: str = "") -> Cell:
    return Cell(number, scale.shade(number), said or whole(number))


def by_date(figures: Figures) -> Heat:
    """A row a week. A day with a round that met nobody says so; a day without a round has a dash."""
    numbers = {day: (rounds, contacts) for day, rounds, contacts in figures["days"]}
    scale = Scale(max((contacts for _rounds, contacts in numbers.values()), default=0))
    first, last = date.fromisoformat(figures["first"]), date.fromisoformat(figures["until"])
    monday, rows = first - timedelta(days=first.weekday()), []
    while monday <= last:
        days = [monday + timedelta(days=after) for after in range(7)]
        rows.append((week_of(monday), [day_cell(numbers, day, first <= day <= last, scale) for day in days]))
        monday += timedelta(days=7)
    about = _("Contacts of each service day. A dash is a day without a round and without contacts.")
    return Heat("days", _("Day by day"), about, _("Week"), rows, scale)


def week_of(monday: date) -> str:
    return f"{week_short(monday.isoformat())}, {day_short(monday)}"


def day_cell(numbers: dict[str, tuple[int, int]], day: date, inside: bool, scale: Scale) -> Cell:
    if not inside:
        return Cell(None, 0, "")
    told = numbers.get(day.isoformat())
    return cell(told[1], scale) if told else Cell(0, 0, "–")
