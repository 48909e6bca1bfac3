"""Guards that stand one behind the other: either is enough, so that one of them gone shows only when both are."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.guards.guard import Guard

GROW_ONLY = (
    "cases_journalentry", "cases_personsearch", "cases_statedpurpose", "identification_interview",
    "identification_revision",
)  # fmt: skip
PAIRED = ", with "
LOG_IN = "the log-in of "  # nothing else asks who somebody is: it is noticed alone
# Words of a guard, and words of the one behind it; either may be the one that is taken away first.
BEHIND = [
    (("the roles of audit_person",), ("sec.person_behind", "IF NOT (sec.system()")),
    (("the roles of audit_sheet",), ("sec.person_behind", "IF NOT (sec.system()")),
    (("identities.py", "door: get_allowed_or_404"), ("list", "identity_of")),
    *(((f"not_unnoted on {table}",), (f"no_truncate on {table}",)) for table in GROW_ONLY),
    # Who may come near at all may see every row, or those of that house.
    (("list", "wish_form"), ("request_create: get_allowed_or_404",)),
    # What a code name finds is looked up once more among the cases the searcher may see.
    (("list", "code_names.py", "by_code"), ("list", "search.py", "cases_of")),
    (("the roles of cases:duplicate_detail",), ("list", "duplicates_for")),
    (("the roles of shelters:approval_withdraw",), ("list", "in_force_of")),
    (("the roles of reports:figure_rows",), ("list", "figure_or_404")),
    (("purposes.py", "door: get_allowed_or_404"), ("purposes.py", "case_purpose: get_allowed_or_404")),
]


def speaks(guard: Guard, words: tuple[str, ...]) -> bool:
    return all(word in f"{guard.kind} {guard.name}" for word in words)


def both(guard: Guard, every: list[Guard]) -> Guard | None:
    """The guard and what stands behind it, gone together; None where nothing does, or it is gone too.

    The tests of either ought to notice.
    """
    others = [] if PAIRED in guard.name else behind(guard, every)
    if not others:
        return None
    all_of_them = [guard, *others]
    return replace(
        guard,
        name=PAIRED.join(one.name for one in all_of_them),
        rank=either(*all_of_them),
        statements=tuple(dict.fromkeys(text for one in all_of_them for text in one.statements)),
        bend=together(*all_of_them),
    )


def behind(guard: Guard, every: list[Guard]) -> list[Guard]:
    """What is named above, else whatever stands in the same function."""
    for words, others in (*BEHIND, *((others, words) for words, others in BEHIND)):
        if speaks(guard, words):
            return [next(one for one in every if speaks(one, others))]
    if LOG_IN in guard.name:
        return []
    beside = (one for one in every if one.place and one.place == guard.place and one.name != guard.name)
    return [one for one in beside if LOG_IN not in one.name]


def either(*guards: Guard) -> Callable[[Any], int | None]:
    def rank(item: Any) -> int | None:
        return min((place for guard in guards if (place := guard.rank(item)) is not None), default=None)

    return rank


def together(*guards: Guard) -> Callable[[], None]:
    def bend() -> None:
        for guard in guards:
            guard.bend()

    return bend
