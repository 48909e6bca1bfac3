"""Editions as the pages show them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cmm.accounts.scoping import has_role_permission
from cmm.jobs.models import JobState
from reports.enums import EditionState, FileKind
from reports.models import Edition, EditionFile
from reports.numbers import number, percent
from reports.querysets import EditionQuerySet
from reports.selectors.troubles import troubles

FILE_FACTS = ("edition", "kind", "language", "name", "size", "pages", "sha256")
KINDS = list(FileKind.values)
STEPS = {
    "identification_chapter": _("Identification"),
    "series": _("The development since 2007"),
    "forms": _("Form of exploitation"),
    "sex_and_age": _("Sex and age"),
    "citizenship": _("Citizenship"),
    "offers": _("Offers to victims"),
    "prosecution": _("Prosecution"),
    "method": _("Method and definitions"),
    "contradictions": _("Figures that contradict each other"),
    "sources": _("Sources and verification"),
    "cover": _("Cover"),
    "contents": _("Contents"),
    "summary": _("At a glance"),
    "pages": _("Pages are laid out"),
}


def with_files(rows: EditionQuerySet) -> EditionQuerySet:
    """Editions and what can be downloaded of them; the bytes stay where they are."""
    files = EditionFile.objects.only(*FILE_FACTS).order_by("pk")
    found: EditionQuerySet = rows.light().prefetch_related(Prefetch("files", queryset=files))
    return found


def listed_files(edition: Edition) -> list[EditionFile]:
    """Danish first, the report before the tables."""
    order = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(edition.files.all(), key=lambda file: (order[file.kind], file.language))


@dataclass(frozen=True)
class Stage:
    """One step of the edition's way."""

    label: str
    state: str


@dataclass(frozen=True)
class Chapter:
    """One part of the report and how far it has come in each language."""

    label: str
    state: str


PLACES = {
    EditionState.FROZEN: 1,
    EditionState.DRAWN: 2,
    EditionState.UNCHANGED: 1,
    EditionState.REVIEWED: 3,
    EditionState.SEALED: 4,
    EditionState.PUBLISHED: 5,
}
NAMES = (
    (_("Frozen"), _("Is frozen")),
    (_("Drawn"), _("Is drawn")),
    (pgettext_lazy("stage", "Reviewed"), _("Is reviewed")),
    (pgettext_lazy("stage", "Sealed"), _("Is sealed")),
    (_("Published"), _("Is published")),
)


def stages(edition: Edition) -> list[Stage]:
    """Frozen, drawn, reviewed, sealed, published: which is done, which is now."""
    place = PLACES.get(EditionState(edition.state), 0)
    ended = edition.state in (EditionState.STOPPED, EditionState.CANCELLED)
    return [
        Stage(str(done), "done") if number < place else Stage(str(ahead), "" if ended or number > place else "now")
        for number, (done, ahead) in enumerate(NAMES)
    ]


def chapters(edition: Edition) -> list[Chapter]:
    """The parts of the Danish report in the order they are set, and the English one as a whole."""
    language, _dot, step = (edition.job.step if edition.job else "").partition(".")
    names = list(STEPS)
    done = len(names) if language == "en" else names.index(step) if step in names else -1
    danish = [Chapter(str(STEPS[name]), state_of(place, done)) for place, name in enumerate(names)]
    return [*danish, Chapter(gettext("The English report"), state_of(len(names), done))]


def state_of(place: int, now: int) -> str:
    return "done" if place < now else "run" if place == now else "wait"


def is_moving(edition: Edition) -> bool:
    """Whether the worker still has something to do."""
    busy = (EditionState.REQUESTED, EditionState.FROZEN, EditionState.REVIEWED)
    return edition.state in busy and not has_failed(edition)


def has_failed(edition: Edition) -> bool:
    return edition.job is not None and edition.job.state == JobState.FAILED


def detail(edition: Edition, user: Any) -> dict[str, Any]:
    """Everything the edition's own page shows; how it is counted and audited, to those who make it alone."""
    makes = has_role_permission(user, "reports.view_definition")
    return {
        "edition": edition,
        "stages": stages(edition),
        "chapters": chapters(edition),
        "moving": is_moving(edition),
        "broken": has_failed(edition),
        "files": listed_files(edition),
        "audit": audited(edition) if makes else None,
        "sealing": edition.state == EditionState.REVIEWED,
        "troubles": list(troubles(edition.trouble)),
        "tables": tables(edition) if makes else [],
        "others": list(Edition.objects.allowed(user).of_year(edition.year).light().exclude(pk=edition.pk)),
    }


def audited(edition: Edition) -> dict[str, Any] | None:
    """What the audit of a live edition found, and how large a share is withheld."""
    found: dict[str, Any] | None = (edition.figures or {}).get("audit") if edition.is_live else None
    if not found:
        return None
    return found | {"share": percent(found["withheld"], found["cells"]) if found["cells"] else ""}


def tables(edition: Edition) -> list[tuple[str, str]]:
    """The frozen tables by name, each with a page of its own."""
    language = get_language() or "da"
    return [(one["id"], one["title"][language]) for one in (edition.figures or {}).get("tables", [])]


def library(shown: EditionQuerySet) -> dict[str, Any]:
    """The newest published edition in full, and the newest of each earlier year in a table."""
    newest: dict[int, Edition] = {}
    for edition in shown:
        newest.setdefault(edition.year, edition)
    if not newest:
        return {"edition": None, "older": []}
    first, *older = newest.values()
    return {"edition": first, "files": listed_files(first), "older": older, **cover(first)}


def cover(edition: Edition) -> dict[str, Any]:
    """The figures beside the newest report and the columns on its picture."""
    years = persons_by_year(edition)
    now, before = years.get(edition.year), years.get(edition.year - 1)
    figures = {"now": now, "total": sum(years.values()), "columns": columns(years, edition.year)}
    if now is None or not before:
        return figures
    step = number(now - before, sign=True)
    return figures | {"step": step, "percent": percent(now - before, before), "before": edition.year - 1}


def persons_by_year(edition: Edition) -> dict[int, int]:
    """The shown years of the frozen series."""
    figures = edition.figures
    if not figures:
        return {}
    series = next(table for table in figures["tables"] if table["id"] == "series")
    return {int(cell["key"][1]): cell["value"] for cell in series["cells"] if cell["value"] is not None}


@dataclass(frozen=True)
class Column:
    """A column of the small cover: geometry in attributes, for the content policy forbids styles."""

    x: float
    y: float
    width: float
    height: float
    now: bool


def columns(years: dict[int, int], year: int) -> list[Column]:
    if not years:
        return []
    step, top = 212 / len(years), max(years.values())
    heights = {one: round(count / top * 180, 1) for one, count in years.items()}
    return [
        Column(round(18 + place * step, 1), 300 - height, round(step * 0.7, 1), height, one == year)
        for place, (one, height) in enumerate(heights.items())
    ]
