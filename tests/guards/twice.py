"""Guards that stand one behind the other: either is enough, so that one of them gone shows only when both are."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.guards.guard import Guard

GROW_ONLY = (
    "cases_journalentry", "cases_personsearch", "cases_statedpurpose", "identification_interview",
    "identification_revision",
)  # fmt: skip
KNOWN_IS_ENOUGH = [("see", "accounts_user"), ("see", "accounts_roleassignment"), ("add", "audit_criterion")]
PAIRED = ", with "
# Words of a guard, and words of the one behind it.
BEHIND = [
    (("the roles of audit_person",), ("sec.person_behind", "IF NOT (sec.system()")),
    (("the roles of audit_sheet",), ("sec.person_behind", "IF NOT (sec.system()")),
    (("identities.py", "door: get_allowed_or_404"), ("list", "identity_of")),
    *(((f"not_unnoted on {table}",), (f"no_truncate on {table}",)) for table in GROW_ONLY),
    *(((f"policy {name} on {table}",), (f"policy floor_{name} on {table}",)) for name, table in KNOWN_IS_ENOUGH),
    # What the page's own gate lets nobody else come near: whoever passes it may see every row, or those of that house.
    (("list", "organisation_detail: User"), ("organisation_detail: get_allowed_or_404",)),
    (("list", "wish_form"), ("request_create: get_allowed_or_404",)),
    # What a code name finds is looked up once more among the cases the searcher may see.
    (("list", "code_names.py", "by_code"), ("list", "search.py", "cases_of")),
    (("list", "search.py", "cases_of"), ("list", "code_names.py", "by_code")),
    (("list", " definition_list"), ("the roles of reports:definition_list",)),
    (("list", " definition_detail"), ("the roles of reports:definition_detail",)),
    (("the roles of cases:duplicate_detail",), ("list", "duplicates_for")),
    # A row of a case whose door is asked first.
    (("list", "departure_correct"), ("departure_correct: get_allowed_or_404",)),
    (("list", "period_rule_list"), ("the roles of identification:period_rule_list",)),
    (("list", "views/periods.py", " door: "), ("views/periods.py", " door: get_allowed_or_404")),
    (("list", "history_list"), ("the roles of reports:history_list",)),
    (("purposes.py", "door: get_allowed_or_404"), ("purposes.py", "case_purpose: get_allowed_or_404")),
]


def speaks(guard: Guard, words: tuple[str, ...]) -> bool:
    return all(word in f"{guard.kind} {guard.name}" for word in words)


def both(guard: Guard, every: list[Guard]) -> Guard | None:
    """The guard and the one behind it, gone together; None where none is known to stand there, or it is gone too.

    The tests of either ought to notice.
    """
    if PAIRED in guard.name:
        return None
    for words, others in BEHIND:
        if speaks(guard, words):
            other = next(one for one in every if speaks(one, others))
            return replace(
                guard,
                name=f"{guard.name}{PAIRED}{other.name}",
                rank=either(guard, other),
                statements=guard.statements + other.statements,
                bend=together(guard, other),
            )
    return None


def either(*guards: Guard) -> Callable[[Any], int | None]:
    def rank(item: Any) -> int | None:
        return min((place for guard in guards if (place := guard.rank(item)) is not None), default=None)

    return rank


def together(*guards: Guard) -> Callable[[], None]:
    def bend() -> None:
        for guard in guards:
            guard.bend()

    return bend
