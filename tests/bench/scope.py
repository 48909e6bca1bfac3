"""What the policy table costs: a list as its reader asks for it, against the same list asked for by the owner."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import transaction
from django.db.models import QuerySet

from cmm.accounts.scoping import ReachQuerySet
from cmm.core.transactions import act_as
from tests.bench.work import Spent, spent
from tests.lists.pages import ListPage


@contextmanager
def unscoped() -> Iterator[None]:
    """Inside, everybody may do everything to every row."""
    with patch.object(ReachQuerySet, "allowed", lambda rows, _user, _action="view": rows.all()):
        yield


@contextmanager
def acting(user: Any) -> Iterator[None]:
    """Inside, the database knows the reader, as it does in every request."""
    with transaction.atomic():
        act_as(user.pk)
        yield


def owners(page: ListPage, user: Any) -> QuerySet[Any]:
    """The same rows in the same order, and everybody else's, over the connection no policy narrows."""
    with unscoped():
        return page.rows(user).using("owner")


def keys(page: ListPage, user: Any) -> list[int]:
    with acting(user):
        return [row.pk for row in page.rows(user)]


def length(page: ListPage, user: Any) -> int:
    with acting(user):
        return page.rows(user).count()


def by_keys(page: ListPage, user: Any, shown: list[int]) -> Callable[[], Iterable[Any]]:
    """Exactly the rows shown, each found by its key, in one statement; where there are none, in no statement."""
    return lambda: owners(page, user).prefetch_related(None).filter(pk__in=shown) if shown else ()


def scoped(page: ListPage, user: Any, window: slice) -> Spent:
    """From the asking to the rows, as the page's reader and inside a transaction, as in every request."""
    with acting(user), spent() as told:
        list(page.rows(user)[window])
    return told


def unscoped_by_owner(page: ListPage, user: Any, window: slice) -> Spent:
    with transaction.atomic(using="owner"), spent() as told:
        list(owners(page, user)[window])
    return told
