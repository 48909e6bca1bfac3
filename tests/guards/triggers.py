"""Every trigger, dropped."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from tests.guards.guard import Guard, named

EVERY_TRIGGER = "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2"
WATCHED = named("test_every_table_of_persons_and_of_colleagues_is_watched")
CARRIED = named("policies/test_truth")
# The one test of its module that tries the trigger on every table; the others are asked after it.
TRIED_BY = {"not_unnoted": "test_no_watched_table_is_emptied_past_its_triggers"}


def triggers(cursor: Any) -> Iterator[Guard]:
    cursor.execute(EVERY_TRIGGER)
    for table, name in cursor.fetchall():
        rank = WATCHED if name.startswith("audit_note_") and not name.endswith("destruction") else about(table, name)
        rank = carried(table, name) if name.startswith("carries_") else rank
        # Of the whole table of situations a line or two speak of the table.
        yield Guard("trigger", f"{name} on {table}", rank, (f"DROP TRIGGER {name} ON {table}",), most=400)


def carried(table: str, name: str) -> Callable[[Any], int | None]:
    """Tests that name the trigger with its table, then the table of situations."""

    def rank(item: Any) -> int | None:
        return -1 if f"{name} of {table}" in words_of(item) else CARRIED(item)

    return rank


def about(table: str, name: str) -> Callable[[Any], int | None]:
    """First the tests that speak of triggers as such, then the room's tests of its database, then the room."""
    room = f"tests/{table.split('_')[0]}/"

    def rank(item: Any) -> int | None:
        if name in words_of(item):
            return 0 if TRIED_BY.get(name, "") in item.nodeid else 1
        if room not in item.nodeid:
            return 5 if table in words_of(item) else None
        return 2 if "test_database" in item.nodeid else 3 if table in words_of(item) else 4

    return rank


def words_of(item: Any) -> str:
    """The text of the test's module."""
    module = item.module
    if not hasattr(module, "_text"):
        module._text = inspect.getsource(module)
    return str(module._text)
