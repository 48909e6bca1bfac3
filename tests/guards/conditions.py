"""What the functions behind the policies ask, and what ``allowed`` asks: each condition taken as met."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

from django.db.models import Q

from cmm.accounts import scoping
from tests.guards.guard import Guard, named

# Those that judge; the others only say what the context holds.
JUDGING = ("context", "ties", "granted_to", "granted", "walled", "walled_persons")
JUDGING += ("break_glass", "end_glass", "under_glass", "openings", "person_behind")
DEFINITION = "SELECT pg_get_functiondef(p.oid) FROM pg_proc p WHERE pronamespace = 'sec'::regnamespace AND proname = %s"
# A shortcut: without it the same answer takes longer.
SHORTCUTS = {
    ("context", "IF cardinality(part) IS DISTINCT FROM 7"),
    ("granted", "IF me.uid IS NULL"),
    ("granted_to", "IF me.kind IS NULL"),
    ("granted_to", "IF theirs IS NULL OR NOT EXISTS (SELECT FROM public.cases_caseusergrant WHERE user_id = whom)"),
    ("granted_to", "NOT EXISTS (SELECT FROM public.accounts_cover WHERE covering_id = whom AND ended_at IS NULL)"),
    ("granted_to", "covering_id = whom"),
    ("granted_to", "ended_at IS NULL"),
    ("granted_to", "group_id = theirs"),
    ("granted_to", "user_id = whom"),
    ("ties", "IF me.uid IS NULL"),
    ("walled", "IF me.kind IS NULL"),
    ("walled", "IF cardinality(theirs) = 0"),
    ("walled_persons", "IF cardinality(theirs) = 0"),
    ("walled_persons", "c.id = ANY (theirs)"),
}
NOTICING = named(
    "policies/test_functions", "policies/test_context", "policies/test_existence", "policies/test_revoked",
    "cases/test_services_glass", "cases/test_services_walls", "desk/test_case_page", "desk/test_access",
    "merging/test_merging.py::test_a_wall", "accounts/test_proofs",
    "policies/test_truth", "policies/test_difference", "oversight/",
)  # fmt: skip
MOST = 1_000  # all of them: one line of the table of situations may be the one that speaks of a condition
ENDS = re.compile(r"\b(AND|OR|THEN|UNION|RETURNING|ON CONFLICT|GROUP BY|ORDER BY|LOOP)\b|;", re.I)


def conditions(cursor: Any) -> Iterator[Guard]:
    for name in JUDGING:
        cursor.execute(DEFINITION, [name])
        (text,) = cursor.fetchone()
        for start, end, instead in asked(text):
            words = " ".join(text[start:end].split())
            if not any(function == name and words.startswith(shortcut) for function, shortcut in SHORTCUTS):
                changed = text[:start] + instead + text[end:]
                yield Guard("condition", f"sec.{name}: {words}", NOTICING, (changed,), most=MOST)


def asked(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each condition stands, and what stands there when it is taken as met."""
    body = text.index("$function$")
    for found in re.finditer(r"\b(AND|WHERE)\s", text[body:]):
        start = body + found.end()
        yield start, end_of(text, start), " true "
    for found in re.finditer(r"\b(?:ELS)?IF\s", text[body:]):
        start = body + found.end()
        if not text[: body + found.start()].rstrip().endswith("END"):
            yield body + found.start(), text.index("THEN", start), f"{found.group().strip()} false "


def end_of(text: str, start: int) -> int:
    """Where the condition that begins at ``start`` ends, brackets counted."""
    depth, at = 0, start
    while at < len(text):
        if text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
            if depth < 0:
                return at
        elif depth == 0 and ENDS.match(text, at):
            return at
        at += 1
    return at


def scopings() -> Iterator[Guard]:
    """The questions of ``allowed`` in Python."""
    for name, instead in PYTHON.items():
        yield Guard("condition", f"scoping.{name}", NOTICING, bend=replacing(name, instead), most=MOST)


def everybody(user: Any, *_rest: Any) -> Any:
    return Q(pk__isnull=False)


PYTHON: dict[str, Callable[..., Any]] = {
    "up_to": lambda _model, _level: Q(),
    "unwalled": lambda _user, _model: Q(),
    "granted": everybody,
    "through": everybody,
    "has_role_permission": lambda _user, _permission: True,
    "opened": everybody,
}


def replacing(name: str, instead: Callable[..., Any]) -> Callable[[], None]:
    def bend() -> None:
        patch.object(scoping, name, instead).start()

    return bend
