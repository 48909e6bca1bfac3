"""The policies are put into the database after every migration, from the code that is deployed with it."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from psycopg import sql

from cmm.accounts.enums import CAPABILITY_OF
from cmm.accounts.policies import predicates
from cmm.accounts.policies.predicates import KNOWN, SYSTEM
from cmm.accounts.policies.staff import BEFORE_ANYBODY, STAFF, Closed
from cmm.accounts.roles import ANY_ACT, LEVELS, POLICIES
from cmm.core.context import pads, secret
from cmm.core.migrating import in_turn
from cmm.core.privileges import EVERY_LOGIN, MAY_LOSE_ROWS, is_last, is_whole

COMMANDS = {"see": "SELECT", "add": "INSERT", "change": "UPDATE", "lose": "DELETE"}
FILES = "policies.sql"


def install(*, sender: AppConfig, using: str, **_kwargs: Any) -> None:
    """Functions, keys, policy lines and policies, once per migrate, after the last app's tables.

    People go on reading meanwhile: what is taken away and put back is so in one transaction, table by table.
    """
    if not (is_last(sender, using) and is_whole(using)):
        return
    with connections[using].cursor() as cursor:
        for text in files():
            in_turn(using, partial(cursor.execute, text))
        keep_keys(cursor)
        in_turn(using, partial(keep_lines, cursor))
        logins, tables = present(cursor), closed_tables(using)
        for table, closed in tables.items():
            in_turn(using, partial(close, cursor, table, closed, logins))
        cursor.execute(seen_among(tables["cases_case"]))
        let_call(cursor, logins)


def present(cursor: Any) -> list[str]:
    """The logins that own nothing, as far as somebody has made them."""
    cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) ORDER BY rolname", [list(EVERY_LOGIN)])
    return [login for (login,) in cursor.fetchall()]


def files() -> Iterator[str]:
    """The functions, those of this room first and then what each room adds."""
    yield (Path(__file__).parent / "functions.sql").read_text()
    for app in apps.get_app_configs():
        if (own := Path(app.path) / FILES).exists():
            yield own.read_text()


def keep_keys(cursor: Any) -> None:
    for kind in ("person", "system"):
        cursor.execute(
            "INSERT INTO sec.key VALUES (%s, %s, %s) ON CONFLICT (kind)"
            " DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad",
            [kind, *pads(secret(kind))],
        )


def keep_lines(cursor: Any) -> None:
    """The table ``accounts_policyline`` says exactly what ``cmm.accounts.roles`` says, and once for each reach that
    some act on rows there are is allowed: what is seen asks for that one line, and not for thirteen.
    """
    cursor.execute("DELETE FROM accounts_policyline")
    cursor.executemany(
        "INSERT INTO accounts_policyline (role, capability, noun, action, reach, level)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        [
            (policy.role, CAPABILITY_OF[policy.role] or "", policy.noun, action, policy.reach, level)
            for policy in POLICIES
            for action in policy.actions
            for level in LEVELS[policy.up_to]
        ],
    )
    cursor.execute(
        "INSERT INTO accounts_policyline (role, capability, noun, action, reach, level)"
        " SELECT DISTINCT role, capability, noun, %s, reach, level FROM accounts_policyline WHERE action <> 'add'",
        [ANY_ACT],
    )


def closed_tables(using: str) -> dict[str, Closed]:
    """Every table under row-level security with the answers to its four questions."""
    found = dict(STAFF)
    for model in apps.get_models(include_auto_created=True):
        if closed := closed_by_its_noun(model, using):
            found[model._meta.db_table] = closed
    return found


def closed_by_its_noun(model: Any, using: str) -> Closed | None:
    table = model._meta.db_table
    if part := part_of(model):
        inside = predicates.part_of(table, *part)
        return Closed(inside, inside, inside, inside if table in MAY_LOSE_ROWS else "")
    if not getattr(model, "closed", False):
        return None
    see, add, change = predicates.seen(model, using), predicates.added(model, using), predicates.changed(model, using)
    return Closed(see, add, change, change if table in MAY_LOSE_ROWS else "", predicates.unwalled(model))


def part_of(model: Any) -> tuple[Any, str] | None:
    """The row another row is part of, and the column that says which: a link table follows the side it hangs on."""
    if model._meta.auto_created:
        whole = model._meta.auto_created
        return (whole, f"{whole._meta.model_name}_id") if getattr(whole, "closed", False) else None
    path = getattr(model, "part_of", None)
    if path is None:
        return None
    field = model._meta.get_field(path)
    return field.related_model, field.column


def close(cursor: Any, table: str, closed: Closed, logins: list[str]) -> None:
    """Row-level security for everybody, the owner too, and exactly these policies."""
    cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    cursor.execute("SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = %s", [table])
    for (name,) in cursor.fetchall():
        cursor.execute(f"DROP POLICY {name} ON {table}")
    cursor.execute("SELECT tableowner FROM pg_tables WHERE schemaname = 'public' AND tablename = %s", [table])
    for text in statements(table, closed, owner=cursor.fetchone()[0], logins=logins):
        cursor.execute(text)


def statements(table: str, closed: Closed, *, owner: str, logins: list[str]) -> Iterator[str]:
    """One policy a question, the owner's own, a wall where one can stand, round which not even a verb with the case at
    hand goes, and where no wall stands a floor: either lets nobody through without a context.

    They speak to the register's logins, and the owner's to the owner; any other login meets no policy, and so no row.
    The owner sees rows inside a function somebody else calls, where nothing else is asked of them, and as the system;
    as itself it sees none.
    """
    to = ", ".join(logins)
    inside = f"(SELECT current_user = '{owner}' AND session_user <> current_user)"  # asked once a statement
    whole = f"({inside} OR {SYSTEM})"
    yield f"CREATE POLICY owner_in_functions ON {table} TO {owner} USING {whole} WITH CHECK {whole}"
    if not logins:
        return
    if closed.unwalled:
        yield f"CREATE POLICY wall ON {table} AS RESTRICTIVE TO {to} USING ({closed.unwalled})"
    for name, command in COMMANDS.items():
        condition = getattr(closed, name)
        clause = "WITH CHECK" if command == "INSERT" else "USING"
        if condition:
            yield f"CREATE POLICY {name} ON {table} FOR {command} TO {to} {clause} ({condition})"
        if condition != BEFORE_ANYBODY and not closed.unwalled:
            yield f"CREATE POLICY floor_{name} ON {table} AS RESTRICTIVE FOR {command} TO {to} {clause} ({KNOWN})"


def seen_among(closed: Closed) -> str:
    """What the policies of cases say of some cases, for functions that run with the owner's rights."""
    return f"""CREATE OR REPLACE FUNCTION sec.seen_among(the_cases bigint[]) RETURNS bigint[] LANGUAGE plpgsql STABLE
        SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            RETURN ARRAY(SELECT id FROM public.cases_case
                WHERE id = ANY (the_cases) AND ({closed.unwalled}) AND ({closed.see}));
        END $$"""  # noqa: S608 -- policies of our own


def let_call(cursor: Any, logins: list[str]) -> None:
    """The logins that own nothing ask the functions; nobody else does, and nobody reads the keys."""
    cursor.execute("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA sec FROM PUBLIC")
    for login in logins:
        role = sql.Identifier(login)
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA sec TO {}").format(role))
        cursor.execute(sql.SQL("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA sec TO {}").format(role))
