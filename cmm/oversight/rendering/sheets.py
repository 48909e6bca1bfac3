"""A sheet set in one language: lines for the page, and the same lines as a letter on paper. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from cmm.core.paper.letters import letter_css
from cmm.oversight.rendering.wordings import day_in, month_in, part_of, reason_of, short_in, words_in
from cmm.oversight.selectors.sheets import Sheet

CSS = Path(__file__).with_name("sheet.css")
MOST = 600  # lines; where there are more, a line stands for everything on one day, so that paper is drawn in seconds
# A table is never split over two pages: two of this height stand on one, and the tallest line is shorter than a page.
TALL, TEXT, BETWEEN = 105, 4.4, 1.6  # mm, of a table, of a line of text, and around a row
WHAT, WHY = 32, 27  # letters that surely stand in a line of either column


@dataclass(frozen=True)
class Line:
    """Looks of one day for one reason, or where they are too many for every reason: how often, when, and at what."""

    day: date
    times: int
    first: datetime
    last: datetime
    whats: tuple[str, ...]
    whys: tuple[str, ...]
    clock: str = ""
    when: str = ""
    short: str = ""

    def with_more(self, other: "Line") -> "Line":
        return replace(
            self,
            times=self.times + other.times,
            first=min(self.first, other.first),
            last=max(self.last, other.last),
            whats=tuple(dict.fromkeys(self.whats + other.whats)),
            whys=tuple(dict.fromkeys(self.whys + other.whys)),
        )

    @property
    def what(self) -> str:
        return listed(self.whats)

    @property
    def why(self) -> str:
        return listed(self.whys)


def listed(words: tuple[str, ...]) -> str:
    return "; ".join(words)


@dataclass(frozen=True)
class Table:
    """Lines of one month that stand together."""

    month: str
    lines: tuple[Line, ...]
    continued: bool


def lines_of(sheet: Sheet, language: str) -> list[Line]:
    """Every look in exactly one line, the latest day first."""
    words = words_in(language)
    said = [
        Line(
            one.day,
            one.times,
            one.first,
            one.last,
            (words[part_of(one.surface, one.page)],),
            (words[reason_of(one.purpose)],),
        )
        for one in sheet.look_ups
    ]
    found = together(said, lambda line: (line.day, line.whys))
    if len(found) > MOST:
        found = together(said, lambda line: (line.day,))
    return [dated(line, language) for line in found]


def together(lines: Iterable[Line], key: Callable[[Line], Any]) -> list[Line]:
    found: dict[Any, Line] = {}
    for line in lines:
        same = key(line)
        found[same] = found[same].with_more(line) if same in found else line
    return sorted(found.values(), key=lambda line: (-line.day.toordinal(), line.first, line.whys))


def dated(line: Line, language: str) -> Line:
    first, last = clock_in(language, line.first), clock_in(language, line.last)
    clock = first if first == last else f"{first}–{last}"
    return replace(line, clock=clock, when=day_in(language, line.day), short=short_in(language, line.day))


def clock_in(language: str, at: datetime) -> str:
    return timezone.localtime(at).strftime("%H.%M" if language == "da" else "%H:%M")


def tables_of(lines: Iterable[Line], language: str) -> list[Table]:
    found: list[Table] = []
    for month, of_month in groupby(lines, key=lambda line: line.day.replace(day=1)):
        name = month_in(language, month)
        found += [Table(name, part, number > 0) for number, part in enumerate(parts_of(of_month))]
    return found


def parts_of(lines: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    """As many lines together as a table takes."""
    part: list[Line] = []
    for line in lines:
        if part and sum(map(height, [*part, line])) > TALL:
            yield tuple(part)
            part = []
        part.append(line)
    yield tuple(part)


def height(line: Line) -> float:
    """What a row takes at most, in millimetres."""
    return BETWEEN + TEXT * max(-(-len(line.what) // WHAT), -(-len(line.why) // WHY))


def set_sheet(sheet: Sheet, language: str) -> dict[str, Any]:
    """What both templates of the sheet show."""
    lines = lines_of(sheet, language)
    return {
        "sheet": sheet,
        "language": language,
        "words": words_in(language),
        "lines": lines,
        "day": day_in(language, timezone.localtime(sheet.at).date()),
        "first": spoken(sheet.first, language),
        "last": spoken(sheet.last, language),
        "outsiders": [outside(one, language) for one in sheet.outsiders],
    }


def spoken(at: datetime | None, language: str) -> str:
    return f"{day_in(language, timezone.localtime(at).date())} {clock_in(language, at)}" if at else "–"


def outside(one: Any, language: str) -> dict[str, Any]:
    name = one.name_da if language == "da" else one.name_en
    days = [day_in(language, timezone.localtime(at).date()) for at in (one.first, one.last)]
    return {"name": name, "times": one.times, "days": days[0] if days[0] == days[1] else " – ".join(days)}


def on_paper(sheet: Sheet, language: str) -> dict[str, str]:
    """HTML and CSS of the letter."""
    context = set_sheet(sheet, language)
    context["tables"] = tables_of(context["lines"], language)
    html = render_to_string("oversight/pdf/sheet.html", context)
    words = context["words"]
    return {"html": html, "css": letter_css(head=f"{words['title']} {sheet.ref}", page=words["page"]) + CSS.read_text()}
