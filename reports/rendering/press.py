"""One report in one language while it is being set: its tables, its numbers, its references and its sources."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports import labels
from reports.numbers import NO_BREAK, number
from reports.rendering.chapters import Plan, plan_of
from reports.rendering.citing import traced
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

    @property
    def plan(self) -> Plan:
        """The action plan the chapters follow."""
        return plan_of(self.year)

    def chapter(self, name: str) -> str:
        return str(self.plan.titles[name])

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
        self.places[name] = (picture.anchor, f"{word}{NO_BREAK}{picture.no}")
        return picture

    def sheet(
        self, name: str, *, title: str, unit: str, corner: str, heads: list[str], rows: list[Row], **more: Any
    ) -> Sheet:
        self.sheets += 1
        sheet = Sheet(self.sheets, title, unit, corner, heads, rows, **more)
        word = pgettext("in a sentence", "table")
        self.places[name] = (sheet.anchor, f"{word}{NO_BREAK}{sheet.no}")
        return sheet

    def number_of(self, key: str) -> int:
        return [one["key"] for one in self.figures["sources"]].index(key) + 1

    def cite(self, keys: Iterable[str]) -> str:
        """»Sources: UNODC [1], CMM [2, 3].«"""
        names: dict[str, list[int]] = {}
        for key in sorted(set(keys), key=self.number_of):
            names.setdefault(self.publisher(key), []).append(self.number_of(key))
        return self.told_sources([f"{name}{NO_BREAK}[{', '.join(map(str, told))}]" for name, told in names.items()])

    def trace(self, view: View) -> str:
        """The sources of a table, each with the figures it stands for."""
        told = list(traced(view, self.source))
        return self.told_sources(told, "; " if any(": " in one for one in told) else ", ")

    def told_sources(self, told: list[str], between: str = ", ") -> str:
        if not told:
            return ""
        head = _("Source") if len(told) == 1 else _("Sources")
        return f"{head}: {between.join(told)}."

    def source(self, key: str) -> str:
        """»UNODC [1]«, its number kept beside it."""
        if key == "register":
            return _("CMM’s case register")
        return f"{self.publisher(key)}{NO_BREAK}[{self.number_of(key)}]"

    def publisher(self, key: str) -> str:
        if key.startswith("cmm"):
            return "CMM"
        publisher = next(one["publisher"] for one in self.figures["sources"] if one["key"] == key)
        return SHORT.get(key) or labels.publisher(publisher)

    def signs(self, view: View) -> SafeString:
        """The signs this table uses, explained."""
        told = []
        if view.has_withheld:
            why = _("Withheld by the source.") if view.printed else _("Withheld to protect persons.")
            told.append((sign("withheld"), why))
        if view.has_absent:
            told.append((sign("absent"), _("Not available.")))
        return format_html_join(" ", "{} {}", told)

    def note(self, view: View, *, more: str = "") -> SafeString:
        """Under or beside a table: signs, what else must be known, what is uncertain, and the sources."""
        doubts = [
            _("%(count)s (%(year)s) is uncertain.") % {"count": number(value), "year": year}
            for value, year in view.uncertain
        ]
        doubts += taken_over(view)
        parts = [self.signs(view), *view.notes, more, *doubts, self.defined(view), self.trace(view)]
        return format_html_join(" ", "{}", ((part,) for part in parts if part))

    @property
    def definitions(self) -> list[dict[str, Any]]:
        """The definitions the figures were counted by, in the order of their numbers."""
        return list(self.figures.get("definitions", ()))

    def defined(self, view: View) -> str:
        """»Definition D3, version 2.«, as it stands in the chapter on method."""
        found = (n for n, one in enumerate(self.definitions, 1) if one["code"] == view.definition)
        place = next(found, None)
        if place is None:
            return ""
        version = self.definitions[place - 1]["version"]
        return _("Definition D%(place)s, version %(version)s.") % {"place": place, "version": version}

    def in_the_text(self, about: str, *facts: Any) -> str:
        """Where single figures that stand only in the text come from."""
        told = [self.source(key) for key in dict.fromkeys(fact["source"] for fact in facts if fact)]
        return f"{about}: {', '.join(told)}." if told else ""


def taken_over(view: View) -> list[str]:
    """Which columns stand as an earlier edition printed them (reports.figures.carrying)."""
    found = sorted(
        {(view.column_labels[key[1]], cell["edition"]) for key, cell in view.cells.items() if "edition" in cell}
    )
    text = _("%(column)s stands as in edition %(edition)s; the change since is too small to be divided.")
    return [text % {"column": column, "edition": edition} for column, edition in found]
