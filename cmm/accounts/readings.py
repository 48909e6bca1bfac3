"""The one way in which a page tells the log whom it shows."""

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from cmm.accounts.basis import PURPOSES, basis_of
from cmm.audit.enums import Basis, Purpose, Surface
from cmm.audit.services import Search, Seen, write_readings
from cmm.core.tables import Holds, holding


@dataclass
class Ledger:
    """Whom one request has shown so far. It is written when the page is finished, or the page is not shown."""

    request_id: UUID = field(default_factory=uuid4)
    seen: list[Seen] = field(default_factory=list)
    searches: list[Search] = field(default_factory=list)


def note_reading(
    request: Any,
    rows: Iterable[Any],
    *,
    surface: Surface = Surface.LIST,
    action: str = "view",
    purpose: Purpose | None = None,
) -> None:
    """The page shows the persons ``rows`` are about, whom its reader may do ``action`` to. Each is written once.

    ``purpose`` is what the reader said, where they were asked; else it follows from what ties them to the row.
    """
    ledger: Ledger = request.ledger
    seen = [seen_in(request.user, row, surface, action) for row in rows if speaks_of_a_person(row)]
    by_emergency = {glass.case_id for glass in getattr(request, "glasses", ())}
    ledger.seen += [under(one, by_emergency, purpose) for one in seen]


def under(seen: Seen, by_emergency: Container[int], purpose: Purpose | None) -> Seen:
    """The same with the emergency access that opened it, or the purpose that was given."""
    if seen.basis == Basis.GRANT and seen.case_id in by_emergency:
        return replace(seen, basis=Basis.GLASS, purpose=PURPOSES[Basis.GLASS])
    return replace(seen, purpose=purpose) if purpose else seen


def note_search(request: Any, words: Mapping[str, Any], rows: Collection[Any] = (), *, action: str = "view") -> None:
    """The reader searched for ``words`` and is shown ``rows``, or nobody. Without words it is a list like any other."""
    said = {name: str(word) for name, word in words.items() if word}
    if said:
        request.ledger.searches.append(Search(said, len(rows)))
    note_reading(request, rows, surface=Surface.SEARCH if said else Surface.LIST, action=action)


def read_by(user: Any, page: str, rows: Iterable[Any], *, surface: Surface, action: str = "view") -> None:
    """The same where nobody asked for a page: what a job draws of persons, or what the demonstration plays."""
    write_readings(actor=user, page=page, seen=[seen_in(user, row, surface, action) for row in rows])


def speaks_of_a_person(row: Any) -> bool:
    return row._meta.db_table in holding(Holds.PERSON)


def seen_in(user: Any, row: Any, surface: Surface, action: str) -> Seen:
    basis = basis_of(user, action, row)
    return Seen(
        target_type=row._meta.label_lower,
        target_id=str(row.pk),
        target_ref=str(getattr(row, "ref", "")),
        case_id=row.pk if row._meta.label_lower == "cases.case" else getattr(row, "case_id", None),
        surface=surface,
        basis=basis,
        purpose=PURPOSES[basis],
    )
