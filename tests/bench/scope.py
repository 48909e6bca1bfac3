"""What access costs: a list as its reader asks for it, against the same list without policy table and policies."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import transaction
from django.db.models import QuerySet

from cmm.accounts.scoping import ReachQuerySet
from cmm.core.context import Context, acting
from tests.bench.work import Spent, spent
from tests.lists.pages import ListPage


@contextmanager
def unscoped() -> Iterator[None]:
    """Inside, everybody may do everything to every row."""
    with patch.object(ReachQuerySet, "allowed", lambda rows, _user, _action="view": rows.all()):
        yield


def everybodys(page: ListPage, user: Any) -> QuerySet[Any]:
    """The same rows in the same order, and everybody else's, over the connection no policy narrows."""
    with unscoped():
        return page.rows(user).using("unscoped")


def keys(page: ListPage, user: Any) -> list[int]:
    with acting(Context(user.pk)):
        return [row.pk for row in page.rows(user)]


def by_keys(page: ListPage, user: Any, shown: list[int]) -> Callable[[], Iterable[Any]]:
    """Exactly the rows shown, each found by its key, in one statement; where there are none, in no statement."""
    return lambda: everybodys(page, user).prefetch_related(None).filter(pk__in=shown) if shown else ()


def scoped(page: ListPage, user: Any, window: slice) -> Spent:
    """From the asking to the rows, as the page's reader and inside a transaction, as in every request."""
    with acting(Context(user.pk)), spent() as told:
        list(page.rows(user)[window])
    return told


def unbound(page: ListPage, user: Any, window: slice) -> Spent:
    with transaction.atomic(using="unscoped"), spent() as told:
        list(everybodys(page, user)[window])
    return told
