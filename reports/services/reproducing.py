"""An edition worked out and drawn again from what was sealed, whatever has become of the register since."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from reports.extracts.packing import BrokenSeal
from reports.figures.of_extract import figures_of
from reports.figures.protecting import Unprotected
from reports.figures.revising import changed
from reports.figures.sums import SumsDiffer
from reports.models import Edition
from reports.rendering.drawing import draw_edition as draw
from reports.rendering.files import DataFile
from reports.selectors import releases
from reports.selectors.definitions import rules_that_changed
from reports.selectors.register import parts_of, rows_of
from reports.services.editions import as_printed
from reports.services.editions import digest_of as figures_digest
from reports.services.freezing import take
from reports.services.releasing import proved
from reports.version import code_version

Figures = dict[str, Any]


def reproduce(edition: Edition) -> tuple[list[DataFile], list[str]]:
    """The files drawn anew, and in plain words everything in which they are not the sealed ones."""
    told: list[str] = []
    try:
        proved(edition)
    except BrokenSeal as problem:
        told.append(_("%(name)s is no longer what was sealed.") % {"name": problem})
    try:
        figures = recomputed(edition)
    except (BrokenSeal, SumsDiffer, Unprotected) as problem:
        return [], [*told, _("The figures cannot be worked out: %(why)s.") % {"why": problem}, *by_another(edition)]
    told += figures_that_differ(edition, figures)
    files = draw_again(edition, figures)
    told += files_that_differ(edition, files)
    return files, told + (by_another(edition) if told else [])


def recomputed(edition: Edition) -> Figures:
    """A year before the register has no extract: what others printed is frozen as it was read."""
    if not edition.is_live:
        return dict(edition.figures or {})
    extract = edition.extract
    corrected = edition.corrects.figures if edition.corrects else None
    earlier = releases.released(extract.head["earlier"])
    return figures_of(extract.head, rows_of(parts_of(extract)), earlier, corrected)[0]


def figures_that_differ(edition: Edition, figures: Figures) -> list[str]:
    if figures_digest(figures) == edition.digest:
        return []
    sealed = {table["id"]: table for table in (edition.figures or {}).get("tables", [])}
    again = {table["id"]: table for table in figures["tables"]}
    told = [
        f"{name} {' / '.join(key)}: {was} → {now}"
        for name in {**sealed, **again}
        for key, was, now in changed(sealed.get(name), again.get(name, {"cells": []}))
    ]
    return told or [_("The figures are the same, and what is said of them is not.")]


def draw_again(edition: Edition, figures: Figures) -> list[DataFile]:
    return draw(
        figures,
        number=edition.number,
        digest=figures_digest(figures),
        stamp=edition.requested_at,
        tell=lambda *_step: None,
    )


def files_that_differ(edition: Edition, files: list[DataFile]) -> list[str]:
    sealed = edition.seal.get("files") or dict(edition.files.values_list("name", "sha256"))
    again = {file.name: file.sha256 for file in files}
    return [
        _("%(name)s: other bytes.") % {"name": name} if name in again else _("%(name)s is not drawn.") % {"name": name}
        for name in sorted({*sealed, *again})
        if sealed.get(name) != again.get(name)
    ]


def by_another(edition: Edition) -> list[str]:
    """Why that may be: another program, or a rule that is no longer what it was."""
    told, then = [], edition.seal.get("code", "")
    if then and then != code_version():
        words = {"then": then, "now": code_version()}
        told.append(_("The edition was made by program %(then)s, and this is %(now)s.") % words)
    definitions = edition.extract.head["definitions"] if edition.is_live else []
    return told + [_("The rule of %(one)s has changed.") % {"one": one} for one in rules_that_changed(definitions)]


def drafted(year: int, *, live: bool, stamp: Any, tell: Callable[[int, int, str], None]) -> Iterator[DataFile]:
    """What the public would get of ``year`` if it were frozen now; nothing is kept."""
    if live:
        taken = take(Edition(year=year, number=1, is_live=True))
        earlier = releases.released(taken.head["earlier"])
        figures = figures_of(taken.head, rows_of(taken.parts), earlier)[0]
    else:
        figures = as_printed(year)
    yield from draw(figures, number=1, digest=figures_digest(figures), stamp=stamp, tell=tell)
