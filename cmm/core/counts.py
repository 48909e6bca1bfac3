"""Several counts in one statement, none of them further than anybody reads."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from cmm.core.pages import COUNTED


def bounded_counts(lists: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each queryset has, at most ``COUNTED`` + 1 of each; what must be empty is not asked about."""
    asked: dict[str, str] = {}
    params: list[Any] = []
    for name, rows in lists.items():
        try:
            text, values = rows.order_by().values("pk")[: COUNTED + 1].query.sql_with_params()
        except EmptyResultSet:
            continue
        asked[name] = f"(SELECT count(*) FROM ({text}) AS counted)"  # noqa: S608 -- Django wrote the text
        params += values
    return dict.fromkeys(lists, 0) | (dict(zip(asked, answers(asked, params), strict=True)) if asked else {})


def answers(asked: Mapping[str, str], params: list[Any]) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(asked.values())}", params)
        found: tuple[int, ...] = cursor.fetchone()
        return found
