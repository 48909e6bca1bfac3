"""Freezing: one moment of the register without names, counted and protected, and kept as it was."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

from django.db import transaction

from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from reports.disclosure.proposing import is_there
from reports.enums import EditionState
from reports.extracts.packing import Packed, Row, digest_of, packed
from reports.extracts.pseudonyms import fresh_pseudonyms, without_ids
from reports.figures.of_extract import figures_of
from reports.figures.protecting import Unprotected
from reports.figures.revising import says_the_same
from reports.figures.sums import SumsDiffer
from reports.models import Edition, Extract, ExtractPart
from reports.rules import FIRST_LIVE_YEAR, WIDTH
from reports.selectors import definitions, external, history, releases
from reports.selectors.populations import decisions, populations
from reports.selectors.register import frozen_decisions, one_moment, rows_of
from reports.services.editions import digest_of as figures_digest
from reports.services.editions import one_at_a_time, same_figures
from reports.version import code_version


@dataclass(frozen=True)
class Taken:
    """An extract in the hands of the worker."""

    head: dict[str, Any]
    parts: dict[str, Packed]

    @property
    def digest(self) -> str:
        return digest_of(self.head, self.parts.values())


def freeze(edition: Edition) -> Edition:
    """Take the extract, count it, and keep both, whatever becomes of this attempt."""
    with one_moment():
        taken = take(edition)
        earlier = releases.released(taken.head["earlier"])
    corrected = edition.corrects.figures if edition.corrects else None
    try:
        figures, flow = figures_of(taken.head, rows_of(taken.parts), earlier, corrected)
    except (SumsDiffer, Unprotected) as problem:
        return stop(edition, troubles_of(problem))
    with transaction.atomic():
        one_at_a_time(edition.year)
        edition = Edition.objects.select_for_update().get(pk=edition.pk)
        if edition.state == EditionState.REQUESTED:
            keep(edition, figures, flow, taken)
    return edition


def take(edition: Edition) -> Taken:
    """Every population of the year under pseudonyms of its own, the printed history, and what counts them."""
    head = {
        "version": 1,
        "year": edition.year,
        "definitions": definitions.in_force(),
        "threshold": releases.threshold(),
        "proposer": "tau-argus" if is_there() else "",
        "width": WIDTH,
        "code": code_version(),
        "earlier": releases.refs(),
        "corrects": edition.corrects.ref if edition.corrects else "",
        "cause": edition.cause,
        "external": external.prosecuted(edition.year),
    }
    pseudonym, told = fresh_pseudonyms(), rows_to_take(edition.year)
    parts = {name: packed(name, without_ids(name, rows, pseudonym)) for name, rows in told.items()}
    parts["sources"] = packed("sources", map(asdict, history.sources()))
    parts["history"] = packed("history", map(asdict, history.counts()))
    return Taken(head, parts)


def rows_to_take(year: int) -> dict[str, Iterator[Row]]:
    """A year before this one that has been published counts as it was published; others as they stand."""
    kept = {one: releases.newest_published(one) for one in range(FIRST_LIVE_YEAR, year)}
    before = (frozen_decisions(edition) if edition else decisions([one]) for one, edition in kept.items())
    return {**populations(year, [year]), "decisions": chain(chain.from_iterable(before), decisions([year]))}


def keep(edition: Edition, figures: dict[str, Any], flow: list[Any], taken: Taken) -> None:
    """The figures are the edition's own from here on, or those of an earlier edition that had the same."""
    edition.digest = figures_digest(figures)
    edition.same_as = same_as(edition, figures)
    if edition.same_as:
        edition.state = EditionState.UNCHANGED
    else:
        edition.state, edition.figures = EditionState.FROZEN, figures
        keep_extract(edition, taken, flow)
    edition.save(update_fields=["digest", "same_as", "state", "figures"])


def same_as(edition: Edition, figures: dict[str, Any]) -> Edition | None:
    """A correction that corrects nothing is the edition it was to correct."""
    if edition.corrects and says_the_same(edition.corrects.figures or {}, figures):
        return edition.corrects
    return same_figures(edition.year, edition.digest)


def keep_extract(edition: Edition, taken: Taken, flow: list[Any]) -> None:
    extract = Extract.objects.create(
        edition=edition, code=taken.head["code"], head=taken.head, flow=flow, digest=taken.digest
    )
    ExtractPart.objects.bulk_create(ExtractPart(extract=extract, **asdict(part)) for part in taken.parts.values())


@transaction.atomic
def stop(edition: Edition, troubles: list[dict[str, Any]]) -> Edition:
    """The edition goes no further, and says why."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.state in (EditionState.REQUESTED, EditionState.FROZEN, EditionState.REVIEWED):
        edition.state, edition.trouble = EditionState.STOPPED, troubles
        edition.save(update_fields=["state", "trouble"])
        record(None, AuditAction.EDITION_STOPPED, edition, kinds=sorted({one["kind"] for one in troubles}))
    return edition


def troubles_of(problem: SumsDiffer | Unprotected) -> list[dict[str, Any]]:
    if isinstance(problem, SumsDiffer):
        return problem.troubles
    return [{"kind": "unprotected", "places": problem.places}]
