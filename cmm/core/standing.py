"""A statement every request asks is made once: making it takes four times as long as asking it."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.query import ModelIterable


class StandingStatement:
    """A queryset in which nothing changes from one time to the next: who asks, and when, the database is asked.

    What Django makes of it is kept for each thread, as long as its connection is the same.
    """

    def __init__(self, make: Callable[[], QuerySet[Any]]) -> None:
        self.make = make
        self.kept = threading.local()

    def rows(self) -> list[Any]:
        connection = connections[DEFAULT_DB_ALIAS]
        if getattr(self.kept, "connection", None) is not connection:
            self.kept.connection, self.kept.queryset = connection, self.made()
        return list(ModelIterable(self.kept.queryset))

    def made(self) -> QuerySet[Any]:
        queryset = self.make()
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        said = compiler.as_sql()
        compiler.as_sql = lambda *_terms, **_more: said  # type: ignore[method-assign]
        queryset.query.get_compiler = lambda *_terms, **_more: compiler  # type: ignore[method-assign]
        return queryset
