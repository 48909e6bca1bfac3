"""Three years in a minute."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.db import connection
from django.db.models import Model


@contextmanager
def asking_once() -> Iterator[None]:
    """Rows are judged by the verbs and by the database, and not by the model in between.

    ``full_clean`` asks the database beforehand, constraint by constraint and key by key, so that a form can show
    the answer. Here nobody reads it: a row that breaks a promise stops the loading. The small world of the tests
    is played with every question asked. For the same reason the verbs need no savepoints inside the one
    transaction that all of it is. The collector of rubbish waits too.
    """
    gc.collect()
    gc.disable()
    try:
        unasked = patch.object(Model, "full_clean", lambda self, **_which: None)
        whole = patch.object(connection.features, "uses_savepoints", False)
        with unasked, whole:
            yield
    finally:
        gc.enable()
