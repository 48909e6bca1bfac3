"""What a return is made of: the frozen rows of a published edition, and the figures other authorities confirmed."""

from collections.abc import Iterable, Iterator
from typing import Any

from reports.definitions.rules import RULES, Row
from reports.enums import EditionState
from reports.figures.counting import Rows
from reports.models import Edition, ExternalCount
from reports.models.external import HEADING
from reports.returning.counts import Heading
from reports.returning.elsewhere import Confirmed, Held
from reports.returning.persons import Person
from reports.returning.thb import IDENTIFIED, PRESUMED
from reports.selectors.register import parts_of, rows_of

# Ended by themselves before the decision: nobody has said that they were not trafficked.
UNDECIDED = ("withdrawn", "disappeared")
GROUPINGS = ("sex", "age", "form", "citizenship")


def editions() -> Any:
    """Those a return can rest on: published years of the register, the newest edition of each."""
    published = Edition.objects.filter(state=EditionState.PUBLISHED, is_live=True)
    return published.order_by("-year", "-number").distinct("year").defer("figures")


def persons_of(edition: Edition) -> list[Person]:
    """All those registered as victims in the edition's year. Raises BrokenSeal."""
    parts = parts_of(edition.extract)
    return registered(rows_of(parts), edition.year, has_refusals="refusals" in parts)


def registered(rows: Rows, year: int, *, has_refusals: bool = True) -> list[Person]:
    """Persons identified, each counted as the edition counts them, and persons presumed to be trafficked."""
    identified = [row for row, why in RULES["identified_once"](rows("decisions"), year) if not why]
    known = {row["person"] for row in identified}
    found = [said_of(row, IDENTIFIED) for row in identified]
    found += [said_of(row, PRESUMED) for row in presumed_once(rows("decisions"), year, known)]
    refusals: Iterable[Row] = rows("refusals") if has_refusals else ()
    return found + [said_of({"age": "unknown", **row}, PRESUMED) for row in refusals]


def presumed_once(rows: Iterable[Row], year: int, known: set[str]) -> Iterator[Row]:
    """A person by the first such end of the year that nothing since has set aside, unless identified in it."""
    seen = set(known)
    for row in rows:
        stands = row["year"] == year and not row["annulled"] and not row["set_aside"]
        if stands and row["outcome"] in UNDECIDED and row["person"] not in seen:
            seen.add(row["person"])
            yield row


def said_of(row: Row, status: str) -> Person:
    return {"status": status} | {name: row[name] for name in GROUPINGS}


def confirmed(year: int) -> Confirmed:
    """What other authorities hold of ``year``, as far as it is confirmed."""
    rows = ExternalCount.objects.in_force().filter(year=year).order_by("pk")
    names = ("known_as", "value", "origin", "authority", "document")
    found = {}
    for row in rows:
        heading = Heading(**{name: getattr(row, name) for name in HEADING})
        found[heading] = Held(heading, **{name: getattr(row, name) for name in names})
    return found
