"""The one way in which a page tells the log whom it shows."""

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from cmm.accounts.basis import PURPOSES, basis_of
from cmm.accounts.roles import is_asked_why
from cmm.audit.enums import Basis, Surface
from cmm.audit.services import Search, Seen, write_readings
from cmm.core.tables import Holds, holding


@dataclass
class Ledger:
    """Whom one request has shown so far. It is written when the page is finished, or the page is not shown."""

    request_id: UUID = field(default_factory=uuid4)
    seen: list[Seen] = field(default_factory=list)
    searches: list[Search] = field(default_factory=list)


class PurposeWanted(Exception):
    """The case is a colleague's: its reader says what they open it for, and then it opens (``cases.middleware``)."""

    def __init__(self, case_id: int) -> None:
        super().__init__(case_id)
        self.case_id = case_id


def note_reading(
    request: Any, rows: Iterable[Any], *, surface: Surface = Surface.LIST, action: str = "view", opens: bool = False
) -> None:
    """The page shows the persons ``rows`` are about, whom its reader may do ``action`` to. Each is written once.

    The purpose follows from what ties the reader to the row. A page that ``opens`` a colleague's case has the one they
    said: raises PurposeWanted where they have not.
    """
    ledger: Ledger = request.ledger
    by_emergency = {glass.case_id for glass in getattr(request, "glasses", ())}
    persons = [row for row in rows if speaks_of_a_person(row)]
    seen = [under(seen_in(request.user, row, surface, action), by_emergency) for row in persons]
    ledger.seen += [with_purpose(request, one) for one in seen] if opens else seen


def under(seen: Seen, by_emergency: Container[int]) -> Seen:
    """The same with the emergency access that opened it."""
    if seen.basis == Basis.GRANT and seen.case_id in by_emergency:
        return replace(seen, basis=Basis.GLASS, purpose=PURPOSES[Basis.GLASS])
    return seen


def with_purpose(request: Any, seen: Seen) -> Seen:
    """The same with what its reader said, where they are asked: of what is neither theirs nor given to them."""
    if seen.basis != Basis.CASEWORK or seen.case_id is None or not is_asked_why(request.user.roles):
        return seen
    said = request.stated_purpose(seen.case_id)
    if said is None:
        raise PurposeWanted(seen.case_id)
    return replace(seen, purpose=said)


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
    """A row may name another, by which whoever reads the log knows the person (``read_as``)."""
    basis, known = basis_of(user, action, row), getattr(row, "read_as", row)
    return Seen(
        target_type=known._meta.label_lower,
        target_id=str(known.pk),
        target_ref=str(getattr(known, "ref", "")),
        case_id=row.pk if row._meta.label_lower == "cases.case" else getattr(row, "case_id", None),
        surface=surface,
        basis=basis,
        purpose=PURPOSES[basis],
    )
