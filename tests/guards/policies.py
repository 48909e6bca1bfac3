"""Every row-level policy: a restrictive one is dropped, any other is opened to everybody."""

from collections.abc import Iterator
from typing import Any

from tests.guards.guard import Guard, named

# What asks nothing guards nothing.
EVERY_POLICY = (
    "SELECT tablename, policyname, permissive, cmd FROM pg_policies WHERE schemaname = 'public'"
    " AND 'true' NOT IN (coalesce(qual, ''), coalesce(with_check, '')) ORDER BY 1, 2"
)
STRANGERS = "policies/test_strangers.py"
FLOOR = named("test_without_a_context_nobody_passes")
WALL = named("behind a wall", "test_every_table_that_says_which_case_has_a_wall")
OPEN = {"SELECT": "USING (true)", "DELETE": "USING (true)", "INSERT": "WITH CHECK (true)"}


def policies(cursor: Any) -> Iterator[Guard]:
    cursor.execute(EVERY_POLICY)
    for table, name, permissive, command in cursor.fetchall():
        yield Guard("policy", f"{name} on {table}", noticing(name), (taken_away(table, name, permissive, command),))


def noticing(name: str) -> Any:
    if name.startswith("floor_"):
        return FLOOR
    return WALL if name == "wall" else named(STRANGERS)


def taken_away(table: str, name: str, permissive: str, command: str) -> str:
    if permissive == "RESTRICTIVE":
        return f"DROP POLICY {name} ON {table}"
    return f"ALTER POLICY {name} ON {table} {OPEN.get(command, 'USING (true) WITH CHECK (true)')}"
