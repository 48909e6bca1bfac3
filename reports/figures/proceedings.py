"""What the prosecution counts, beside the printed history: each later figure as it was confirmed, or not there.

What is published is reprinted as it stands. What was written to CMM alone goes through the disclosure control like a
figure of the register. What nobody knows, or nobody has confirmed, has no cell: it is never nought.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from django.utils.translation import gettext as _

from reports import labels
from reports.disclosure.figures import Figure, as_json
from reports.enums import ExternalOrigin, KnownAs
from reports.figures import historical
from reports.figures.chosen import Chosen
from reports.figures.tables import Frozen, axis, cell, years
from reports.history.counts import Source

LETTER, COUNTED = str(ExternalOrigin.LETTER), str(KnownAs.COUNTED)


def tables(chosen: Chosen, year: int, told: Sequence[Frozen]) -> Iterator[Frozen]:
    """The steps of the criminal case from the first printed year to the report's own."""
    table = historical.prosecution(chosen, year)
    if table is None:
        return
    known = {tuple(one["key"]) for one in table["cells"]}
    keys = source_keys(told)
    later = [one for one in told if one["year"] <= year and (one["population"], str(one["year"])) not in known]
    table["dimensions"][1] = axis("year", years(int(table["dimensions"][1]["categories"][0]["code"]), year))
    table["cells"] += [confirmed(one, keys[source_of(one)]) for one in later if one["known_as"] == COUNTED]
    table["notes"] = [labels.both(partial(unknown, one)) for one in later if one["known_as"] != COUNTED]
    yield table


def confirmed(one: Frozen, source: str) -> Frozen:
    found = cell((one["population"], str(one["year"])), one["value"], source=source)
    if one["origin"] != LETTER:
        return found
    return found | {"figure": as_json(Figure.of(one["population"], one["year"]))}


def unknown(one: Frozen) -> str:
    """»Sigtede 2024: myndigheden kender ikke tallet.«"""
    return f"{labels.POPULATIONS[one['population']]} {one['year']}: {labels.lowered(KnownAs(one['known_as']).label)}."


def source_of(one: Frozen) -> tuple[str, ...]:
    return one["authority"], one["document"], one["url"], one["origin"]


def source_keys(told: Iterable[Frozen]) -> dict[tuple[str, ...], str]:
    """Each letter or publication once, under a key of its own."""
    return {one: f"external-{place}" for place, one in enumerate(dict.fromkeys(map(source_of, told)), 1)}


def sources(told: Iterable[Frozen]) -> list[Source]:
    """Where the confirmed figures stand, as the report lists its sources."""
    return [
        Source(key, authority, document, url, "", **notes(origin))
        for (authority, document, url, origin), key in source_keys(told).items()
    ]


def notes(origin: str) -> dict[str, str]:
    said = labels.both(partial(note, origin))
    return {"note": said["da"], "note_en": said["en"]}


def note(origin: str) -> str:
    two = _("Entered at CMM by one and confirmed by another")
    return f"{_('Letter to CMM')}. {two}" if origin == LETTER else two
