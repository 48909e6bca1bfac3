"""A status note on paper, set from what the finished note keeps and from nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.outreach.halves import Half
from cases.outreach.rendering.calendars import calendars_of
from cases.outreach.rendering.charts import Chart
from cases.outreach.rendering.sections import Row, Section, sections_of
from cases.outreach.rendering.words import average
from cmm.core.paper.letters import letter_css

CSS = Path(__file__).with_name("note.css")
ROWS = 30  # of one table: tables are never split over two pages, and this many stand on one


@dataclass(frozen=True)
class Sheet:
    """Part of a section that stands on one page: the chart beside the first table, the rest continued."""

    section: Section
    rows: list[Row]
    chart: Chart | None
    continued: bool


def on_paper(note: Any, language: str) -> dict[str, str]:
    """HTML and CSS of the note in ``language``."""
    with override(language):
        figures = note.figures
        context = {
            "note": note,
            "language": language,
            "title": title_of(note.half),
            "organisation": note.organisation.name_en if language == "en" else note.organisation.name_da,
            "text": note.text_en if language == "en" else note.text_da,
            "total": figures["total"],
            "averages": {name: average(figures["total"][of], figures["total"]["days"]) for name, of in AVERAGED},
            "first": date.fromisoformat(figures["first"]),
            "until": date.fromisoformat(figures["until"]),
            "sheets": [sheet for section in sections_of(figures) for sheet in sheets_of(section)],
            "calendars": calendars_of(figures),
        }
        html = render_to_string("outreach/pdf/note.html", context)
        head = f"{context['organisation']} · {context['title']} · {_('Not for publication')}"
        return {"html": html, "css": letter_css(head=head, page=_("Page")) + CSS.read_text()}


AVERAGED = (("visits", "visits"), ("unique", "unique_by_day"), ("new", "new"))


def title_of(half: Half) -> str:
    if half.number == 1:
        return _("Status note for the first half of %(year)s") % {"year": half.year}
    return _("Status note for the second half of %(year)s") % {"year": half.year}


def half_name(half: Half) -> str:
    return (_("first half of %(year)s") if half.number == 1 else _("second half of %(year)s")) % {"year": half.year}


def sheets_of(section: Section) -> Iterator[Sheet]:
    for first in range(0, len(section.rows), ROWS):
        rows = section.rows[first : first + ROWS]
        yield Sheet(section, rows, section.printed if first == 0 else None, continued=first > 0)
