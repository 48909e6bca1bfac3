"""Counting what a page asks of the database, transaction control and the reader's own context left out."""

from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cmm.core.pages import COUNTED

# Transaction control, and telling PostgreSQL who asks.
NOT_COUNTED = (
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT",
    "RELEASE SAVEPOINT",
    "SELECT coalesce(current_setting(",
    "SELECT set_config(",
)


@contextmanager
def asking(number):
    """The block asks the database exactly ``number`` statements."""
    with statements() as asked:
        yield
    assert len(asked) == number, f"{len(asked)} statements:\n" + "\n".join(asked)


@contextmanager
def statements():
    """The statements asked inside the block, as a list that is full when it ends."""
    asked = []
    with CaptureQueriesContext(connection) as captured:
        yield asked
    asked += [query["sql"] for query in captured if not query["sql"].startswith(NOT_COUNTED)]


def counts_all(sql):
    """Whether a count in ``sql`` goes on where nobody reads further."""
    return sql.lower().count("count(*)") > sql.count(f"LIMIT {COUNTED + 1})")
