"""The status report on paper, set from what it keeps and from nothing else."""

from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from cmm.core.paper.letters import letter_css
from reports.coordination.enums import Ministry, Progress, Series

CSS = Path(__file__).with_name("status.css")


def on_paper(report: Any, language: str) -> dict[str, str]:
    """HTML and CSS of the report in ``language``."""
    with override(language):
        told = report.told
        title = _("Status of the action plan %(plan)s in %(year)s") % {"plan": told["plan"], "year": told["year"]}
        context = {
            "report": report,
            "language": language,
            "title": title,
            "told": told,
            "areas": [area_in(area, language) for area in told["areas"]],
        }
        html = render_to_string("coordination/pdf/status.html", context)
        return {"html": html, "css": letter_css(head=title, page=_("Page")) + CSS.read_text()}


def area_in(area: dict[str, Any], language: str) -> dict[str, Any]:
    rows = [row_in(row, language) for row in area["rows"]]
    years = sorted({year for row in rows for _label, told in row["series"] for year in told})
    series = {label: told for row in rows for label, told in row["series"]}
    table = [(label, [told.get(year) for year in years]) for label, told in series.items()]
    return {"number": area["number"], "title": area["title"][language], "rows": rows, "years": years, "table": table}


def row_in(row: dict[str, Any], language: str) -> dict[str, Any]:
    return {
        "number": row["number"],
        "title": row["title"][language],
        "ministry": str(Ministry(row["ministry"]).label),
        "progress": str(Progress(row["progress"]).label) if row["progress"] else "",
        "text": row["text"][language],
        "series": [(str(Series(name).label), dict(pairs)) for name, pairs in row["series"].items()],
    }
