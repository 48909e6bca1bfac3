"""Frozen figures to the HTML of one report in one language."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from reports.numbers import NO_BREAK
from reports.rendering.files import DataFile
from reports.rendering.press import Press, Section
from reports.rendering.sections import (
    citizenship,
    closing,
    forms,
    identification,
    offers,
    opening,
    prosecution,
    register,
    series,
    sex_and_age,
    whereabouts,
)


def identification_chapter(press: Press) -> Section:
    """A live year begins with the register's own populations, a historical one with what was printed."""
    return register.register(press) if press.live else identification.assessment(press)


BODY: tuple[Callable[[Press], Section | None], ...] = (
    identification_chapter,
    series.series,
    forms.forms,
    sex_and_age.sex_and_age,
    citizenship.citizenship,
    whereabouts.whereabouts,
    offers.offers,
    prosecution.prosecution,
    closing.method,
    closing.contradictions,
    closing.sources,
)
FRONT: tuple[Callable[[Press], Section], ...] = (opening.cover, opening.contents, opening.summary)
LAW = re.compile("(?:§|[Ss]ection) 262 a")
FIGURE_FIRST = re.compile(r"(?<=\. )(\d{1,3}) (?=[^\W\d])")
STEPS = len(BODY) + len(FRONT)


@dataclass(frozen=True)
class Imprint:
    """What stands on the edition itself: its number, when it was frozen, the digest of its figures."""

    number: int
    stamp: datetime
    digest: str


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    number: str
    title: str
    anchor: str
    level: int


def set_report(
    figures: dict[str, Any], language: str, imprint: Imprint, files: list[DataFile], tell: Callable[[str], None]
) -> str:
    """The whole report as HTML; ``tell`` hears the name of each part as it is set."""
    with override(language):
        press = Press(figures, language)
        body = [section for section in told(BODY, press, tell) if section]
        front = [section for section in told(FRONT, press, tell) if section]
        entries = list(outline([*front, *body]))
        shared = {"press": press, "imprint": imprint, "files": files, "language": language, "entries": entries,
                  "edition": f"{press.year}-{imprint.number}",
                  "numbers": {entry.anchor: entry.number for entry in entries}, **words()}  # fmt: skip
        parts = [
            render_to_string(f"reports/pdf/{one.template}.html", shared | one.context | {"section": one})
            for one in [*front, *body]
        ]
        return unbroken(render_to_string("reports/pdf/report.html", shared | {"parts": parts, "title": title(press)}))


def unbroken(html: str) -> str:
    """A reference to the law stays on one line, and no line ends with the figure a sentence begins with."""
    return FIGURE_FIRST.sub(rf"\1{NO_BREAK}", LAW.sub(lambda found: found[0].replace(" ", NO_BREAK), html))


def told(
    makers: tuple[Callable[[Press], Section | None], ...], press: Press, tell: Callable[[str], None]
) -> Iterator[Section | None]:
    for make in makers:
        tell(make.__name__)
        yield make(press)


def outline(sections: list[Section]) -> Iterator[Entry]:
    """Chapters are numbered from 1, their sections within them; what stands before them is not."""
    chapter = place = 0
    for section in sections:
        if section.anchor == "kort":
            yield Entry("", section.title, section.anchor, 1)
        elif section.listed and section.level == 1:
            chapter, place = chapter + 1, 0
            yield Entry(str(chapter), section.title, section.anchor, 1)
        elif section.listed:
            place += 1
            yield Entry(f"{chapter}.{place}", section.title, section.anchor, 2)
        for anchor, name in section.inner:
            place += 1
            yield Entry(f"{chapter}.{place}", name, anchor, 2)


def words() -> dict[str, str]:
    return {
        "word_figure": pgettext("heading", "Figure"), "word_table": pgettext("heading", "Table"),
        "word_page": pgettext("reference", "page"),
    }  # fmt: skip


def title(press: Press) -> str:
    return _("Human trafficking in Denmark %(year)s") % {"year": press.year}
