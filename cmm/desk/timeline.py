"""The picture of a case's course: where each point of it stands. Pure geometry; the template draws it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.course import CoursePoint, Kind, Lane

LEFT, RIGHT, TOP, LANE = 112.0, 1132.0, 44, 40
LETTER = 6.6  # the mean width of a letter of the picture's type
LEAST_DAYS = 60
MONTH_GAP = 78.0  # "februar 2026" with air
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)


@dataclass(frozen=True)
class Shape:
    """A point with its mark and, where there is room for it, its label."""

    kind: str
    x: float
    y: int
    hollow: bool
    label: str
    label_x: float
    anchor: str

    @property
    def path(self) -> str:
        """The outline of marks that are neither circle nor square."""
        if self.kind == Kind.CRIME:
            return f"M{self.x:.1f} {self.y - 7} l7.5 13 h-15z"
        return f"M{self.x:.1f} {self.y - 7.5} l7.5 7.5 l-7.5 7.5 l-7.5 -7.5z"


@dataclass(frozen=True)
class Bar:
    """A span of days."""

    x: float
    y: int
    width: float
    label: str
    css: str


@dataclass(frozen=True)
class Row:
    """One lane with what happened in it."""

    label: str
    y: int
    shapes: list[Shape]
    bars: list[Bar]

    @property
    def rule(self) -> int:
        """The hairline under the lane."""
        return self.y + LANE // 2


@dataclass(frozen=True)
class Month:
    x: float
    label: str


@dataclass(frozen=True)
class Timeline:
    """The whole picture, in the units of its view box."""

    rows: list[Row]
    months: list[Month]
    today: float
    begins: date
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom + 8

    @property
    def depth(self) -> int:
        return self.bottom - 26

    @property
    def future(self) -> float:
        return round(RIGHT - self.today, 1)


def lane_label(lane: str) -> str:
    return {
        Lane.WORK: pgettext("lane", "Casework"),
        Lane.INTERVIEWS: _("Interviews"),
        Lane.PERIOD: pgettext("lane", "Period"),
        Lane.PLACEMENT: _("Accommodation"),
        Lane.REFERRALS: _("Referrals"),
        Lane.CRIMINAL: _("Criminal case"),
    }[Lane(lane)]


@dataclass(frozen=True)
class Scale:
    """Days to units along the picture."""

    start: date
    end: date

    def x(self, day: date) -> float:
        share = (day - self.start).days / max(1, (self.end - self.start).days)
        return round(min(max(LEFT + share * (RIGHT - LEFT), LEFT), RIGHT), 1)


def scale_of(points: Sequence[CoursePoint], today: date) -> Scale:
    """A little before the first point, and well past today and the last one."""
    first = min([point.on for point in points] + [today])
    last = max([point.until or point.on for point in points] + [today])
    start = first - timedelta(days=3)
    end = max(last + timedelta(days=max(14, (last - start).days // 6)), start + timedelta(days=LEAST_DAYS))
    return Scale(start, end)


def months_of(scale: Scale) -> list[Month]:
    """First days of months, or of years, as many as there is room for, none of them cut at the end."""
    firsts = list(month_starts(scale))
    apart = (RIGHT - LEFT) / max(1, len(firsts))
    step = next((each for each in STEPS if apart * each >= MONTH_GAP), STEPS[-1])
    marks = years_in(scale, firsts, step) if step >= 12 else months_in(scale, firsts, step)
    return list(legible(marks))


def legible(months: Iterable[Month]) -> Iterator[Month]:
    """Those whose label neither runs into the one before it nor is cut at the end."""
    taken = LEFT
    for month in months:
        if month.x >= taken and fits(month.label, RIGHT - month.x):
            taken = month.x + len(month.label) * LETTER
            yield month


def months_in(scale: Scale, firsts: list[date], step: int) -> list[Month]:
    """The year stands with the first and each January."""
    chosen = [day for day in firsts if (day.month - 1) % step == 0] or firsts[:1]
    if chosen and fits(date_format(scale.start, "F Y"), scale.x(chosen[0]) - LEFT - 12):
        chosen.insert(0, scale.start)
    return [
        Month(scale.x(day), date_format(day, "F Y" if place == 0 or day.month == 1 else "F"))
        for place, day in enumerate(chosen)
    ]


def years_in(scale: Scale, firsts: list[date], step: int) -> list[Month]:
    chosen = [day for day in firsts if day.month == 1 and day.year * 12 % step == 0]
    return [Month(scale.x(day), date_format(day, "Y")) for day in chosen]


def month_starts(scale: Scale) -> Iterable[date]:
    day = scale.start.replace(day=1)
    while day <= scale.end:
        if day >= scale.start:
            yield day
        day = (day + timedelta(days=32)).replace(day=1)


def row_of(lane: str, points: Sequence[CoursePoint], place: int, scale: Scale, today: date) -> Row:
    y = TOP + LANE * place + LANE // 2
    bars = [bar_of(number, point, y, scale, today) for number, point in enumerate(points) if point.kind == Kind.SPAN]
    marks = [point for point in points if point.kind != Kind.SPAN]
    return Row(lane_label(lane), y, shapes_of(marks, y, scale), bars)


def bar_of(number: int, point: CoursePoint, y: int, scale: Scale, today: date) -> Bar:
    x = scale.x(point.on)
    width = round(max(scale.x(point.until or max(today, point.on)) - x, 4.0), 1)
    label = point.label or point.text
    return Bar(x, y - 12, width, label if fits(label, width - 12) else "", "stay2" if number % 2 else "stay")


def shapes_of(points: Sequence[CoursePoint], y: int, scale: Scale) -> list[Shape]:
    """Marks in order. A label stands right of its mark, else left of it, else it is left to the list."""
    shapes: list[Shape] = []
    taken = LEFT
    for place, point in enumerate(points):
        x, label = scale.x(point.on), point.label or point.text
        after = scale.x(points[place + 1].on) - 12 if place + 1 < len(points) else RIGHT
        spot = spot_of(label, x, taken, after)
        shown = label if spot else ""
        label_x, anchor, taken = spot or (x, "start", x + 10)
        shapes.append(Shape(point.kind, x, y, point.hollow, shown, label_x, anchor))
    return shapes


def spot_of(label: str, x: float, taken: float, after: float) -> tuple[float, str, float] | None:
    """Where a label begins, on which side, and where the next thing may begin."""
    if fits(label, after - x - 11):
        return round(x + 11, 1), "start", x + 11 + len(label) * LETTER
    if fits(label, x - 11 - taken):
        return round(x - 11, 1), "end", x + 10
    return None


def fits(label: str, width: float) -> bool:
    return len(label) * LETTER <= width


def timeline(points: Sequence[CoursePoint], today: date) -> Timeline:
    """The picture of ``points``; only lanes in which something happened are there."""
    scale = scale_of(points, today)
    lanes = [lane for lane in Lane if any(point.lane == lane for point in points)]
    rows = [
        row_of(lane, sorted((p for p in points if p.lane == lane), key=lambda p: p.on), place, scale, today)
        for place, lane in enumerate(lanes)
    ]
    bottom = TOP + LANE * len(rows)
    return Timeline(rows, months_of(scale), scale.x(today), scale.start, bottom)
