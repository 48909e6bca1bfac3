"""Which rows of a noun a reader sees, changes and adds, as SQL over the row's own columns.

One shape for all (security.md 2.2): a comparison with a short array that a stable function gives once a statement.
"""

from collections.abc import Collection, Iterable
from typing import Any

from cmm.accounts.policies.reader import Reader, as_sql
from cmm.accounts.roles import ANY_ACT, POLICIES, READING
from cmm.accounts.scoping import noun_of, wall_of
from cmm.core.privileges import APPEND_ONLY

CASE = "cases.case"  # rows under a case follow it
MAKING = {"add", "request"}
SYSTEM = "(SELECT sec.system())"
KNOWN = "(SELECT sec.known())"
ANYBODY = "true"  # of whom the floor asks whether they are known
CHEAPEST_FIRST = lambda reach: (reach != "casework", reach)  # noqa: E731 -- most rows are one's own organisation's


def literal(words: Iterable[str]) -> str:
    return "'{" + ",".join(sorted(words)) + "}'"


def acts(noun: str, *, reading: bool) -> set[str]:
    """The acts of the policy table on rows of ``noun``: all of them, or those that do more than look."""
    named = {action for policy in POLICIES if policy.noun == noun for action in policy.actions} - {"add"}
    return named if reading else named - READING


def any_of(*parts: str) -> str:
    return "\n    OR ".join(filter(None, parts)) or "false"


def with_system(first: str = "", *others: str) -> str:
    """The system comes second: most rows are opened to a person by what is asked first, and then it is not asked."""
    return any_of(first, SYSTEM, *others)


def column(model: Any, path: str) -> str:
    return f"{model._meta.db_table}.{model._meta.get_field(path).column}"


def ties(model: Any, actions: Collection[str], using: str, *, noun: str = "") -> list[str]:
    """One part for each reach the table names: the row is tied to the reader so, and is protected no higher."""
    noun = noun or noun_of(model)
    named = {policy.reach for policy in POLICIES if policy.noun == noun and set(policy.actions) & set(actions)}
    asked = {ANY_ACT} if set(actions) == acts(noun, reading=True) else actions
    mine = f"((SELECT sec.ties('{noun}', {literal(asked)}))::text[])"
    level = column(model, model.protection_path) if model.protection_path else "'normal'"
    return [
        f"({as_sql(model, model.reaches[reach](Reader), using)} AND ('{reach}:' || {level}) = ANY {mine})"
        for reach in sorted(named & set(model.reaches), key=CHEAPEST_FIRST)
    ]


def case_of(model: Any) -> str:
    """The column that says which case a row belongs to, where it belongs to one."""
    path = getattr(model, "case_path", None)
    return column(model, path) if path else ""


def of_a_case(model: Any, actions: Collection[str]) -> str:
    """Rows of the case a verb has at hand, and of those a live grant opens for one of ``actions``."""
    case = case_of(model)
    if not case or not getattr(model, "follows_grants", True):
        return ""
    return f"{case} = ANY ((SELECT sec.granted({literal(actions)}))::bigint[])"


def through(model: Any, condition: str = "") -> str:
    """Some rows are also seen through another table's rows that are seen, such as a person through a case."""
    relation = getattr(model, "seen_through", "")
    if not relation:
        return ""
    others = model._meta.get_field(relation)
    table, key = others.related_model._meta.db_table, others.field.column
    more = f" AND ({condition})" if condition else ""
    return f"EXISTS (SELECT FROM {table} WHERE {table}.{key} = {model._meta.db_table}.id{more})"


def seen(model: Any, using: str) -> str:
    """A row is seen by whoever may do anything to it; ``seen_under`` names fewer acts where looking is its own."""
    actions = getattr(model, "seen_under", None) or acts(noun_of(model), reading=True)
    return with_system(*ties(model, actions, using), of_a_case(model, actions), through(model))


def changed(model: Any, using: str) -> str:
    """A row is changed, or locked, by whoever may do more than look; ``changed_under`` names fewer acts."""
    if model._meta.db_table in APPEND_ONLY:
        return ""
    own = getattr(model, "changed_under", None) or acts(noun_of(model), reading=False)
    return with_system(*ties(model, own, using), of_a_case(model, own), through_changed(model, using))


def through_changed(model: Any, using: str) -> str:
    """Whoever may change the case may change the person in it; a case that may only be read opens no more."""
    relation = getattr(model, "seen_through", "")
    return through(model, changed(model._meta.get_field(relation).related_model, using)) if relation else ""


def unwalled(model: Any) -> str:
    """The condition on top of all others: no wall stands between the reader and the row (``scoping.unwalled``)."""
    path, function = wall_of(model)
    if not path:
        return ""
    free = f"{column(model, path)} <> ALL ((SELECT {function}())::bigint[])"
    nobodys = f"({column(model, path)} IS NULL AND {KNOWN})"  # a wall is a floor too (cases/policies.sql)
    return any_of(nobodys, free) if model._meta.get_field(path).null else free


def added(model: Any, using: str) -> str:
    """Rows of the reader's organisation where a role adds such rows; under a case, by the act in ``added_under``."""
    under = getattr(model, "added_under", None)
    if under is not None:
        return with_system(*ties(model, under, using, noun=CASE), of_a_case(model, under))
    noun = noun_of(model)
    making = {
        action for policy in POLICIES if policy.noun == noun and policy.reach == "role" for action in policy.actions
    }
    return any_of(SYSTEM, f"((SELECT sec.may('{noun}', {literal(making & MAKING)})){ours(model)})")


def ours(model: Any) -> str:
    if "organisation" not in {field.name for field in model._meta.fields}:
        return ""
    return f" AND {column(model, 'organisation')} = (SELECT sec.organisation())"


def part_of(table: str, whole: Any, key: str) -> str:
    """Rows that are part of another row are seen, changed and added where the other is seen."""
    return any_of(
        SYSTEM, f"EXISTS (SELECT FROM {whole._meta.db_table} WHERE {whole._meta.db_table}.id = {table}.{key})"
    )
