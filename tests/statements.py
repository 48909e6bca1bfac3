"""Counting what a page asks of the database, transaction control and the reader's own context left out."""

from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

# Transaction control, and telling PostgreSQL who asks.
NOT_COUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE SAVEPOINT", "SELECT coalesce(current_setting(")


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
