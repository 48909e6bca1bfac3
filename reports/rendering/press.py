"""One report in one language while it is being set: its tables, its numbers, its references and its sources."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports import labels
from reports.numbers import number
from reports.rendering.tables import Row, Sheet, View, sign

SHORT = {"unodc": "UNODC", "htdk": "humantrafficking.dk", "register": ""}


@dataclass(frozen=True)
class Picture:
    """A figure on the page: the heading says the finding, the drawing carries its own words for the blind."""

    no: int
    title: str
    sub: str
    drawing: str
    note: str = ""
    klass: str = ""

    @property
    def anchor(self) -> str:
        return f"fig{self.no}"


@dataclass(frozen=True)
class Section:
    """A piece of the report with a place in the contents. Level 1 is a chapter, 2 a section of it."""

    template: str
    anchor: str
    title: str
    level: int
    context: dict[str, Any]
    listed: bool = True
    inner: tuple[tuple[str, str], ...] = ()


@dataclass
class Press:
    """Counts figures and tables as they are set, and knows where each one ended up."""

    figures: dict[str, Any]
    language: str
    tables: dict[str, View] = field(init=False)
    pictures: int = 0
    sheets: int = 0
    places: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tables = {one["id"]: View(one) for one in self.figures["tables"]}

    @property
    def year(self) -> int:
        return int(self.figures["year"])

    @property
    def live(self) -> bool:
        return bool(self.figures["live"])

    @property
    def now(self) -> str:
        return str(self.year)

    @property
    def before(self) -> str:
        return str(self.year - 1)

    def fact(self, name: str) -> dict[str, Any] | None:
        """A single figure that belongs to no table."""
        found = next((one for one in self.figures["facts"] if one["name"] == name), None)
        if found is None or (found["value"] is None and "codes" not in found):
            return None
        return {**found, "text": number(found["value"] or 0)}

    def picture(self, name: str, title: str, sub: str, drawing: str, **more: str) -> Picture:
        self.pictures += 1
        picture = Picture(self.pictures, title, sub, drawing, **more)
        word = pgettext("in a sentence", "figure")
        self.places[name] = (picture.anchor, f"{word} {picture.no}")
        return picture

    def sheet(
        self, name: str, *, title: str, unit: str, corner: str, heads: list[str], rows: list[Row], **more: Any
    ) -> Sheet:
        self.sheets += 1
        sheet = Sheet(self.sheets, title, unit, corner, heads, rows, **more)
        word = pgettext("in a sentence", "table")
        self.places[name] = (sheet.anchor, f"{word} {sheet.no}")
        return sheet

    def number_of(self, key: str) -> int:
        return [one["key"] for one in self.figures["sources"]].index(key) + 1

    def cite(self, keys: Iterable[str]) -> str:
        """»Sources: UNODC [1], CMM [2, 3].«"""
        names: dict[str, list[int]] = {}
        for key in dict.fromkeys(keys):
            if key == "register":
                names[_("CMM’s case register")] = []
            elif key:
                names.setdefault(self.publisher(key), []).append(self.number_of(key))
        told = [
            f"{name} [{', '.join(map(str, sorted(numbers)))}]" if numbers else name for name, numbers in names.items()
        ]
        if not told:
            return ""
        head = _("Source") if len(told) == 1 else _("Sources")
        return f"{head}: {', '.join(told)}."

    def publisher(self, key: str) -> str:
        if key.startswith("cmm"):
            return "CMM"
        publisher = next(one["publisher"] for one in self.figures["sources"] if one["key"] == key)
        return SHORT.get(key) or labels.publisher(publisher).replace(
            _("Danish Centre against Human Trafficking"), "CMM"
        )

    def signs(self, *views: View) -> SafeString:
        """The signs these tables use, explained."""
        told = []
        if any(view.has_withheld for view in views):
            told.append(
                (sign("withheld"), _("Withheld to protect persons.") if self.live else _("Withheld by the source."))
            )
        if any(view.has_absent for view in views):
            told.append((sign("absent"), _("Not available.")))
        return format_html_join(" ", "{} {}", told)

    def note(self, *views: View, more: str = "", facts: Iterable[Any] = ()) -> SafeString:
        """Signs, what else must be known, sources of tables and single figures: beside what they belong to."""
        keys = [key for view in views for key in view.sources] + [fact["source"] for fact in facts if fact]
        return format_html("{} {} {}", self.signs(*views), more, self.cite(keys))
