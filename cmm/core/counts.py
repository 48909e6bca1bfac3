"""Several counts in one statement, none of them further than anybody reads."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from cmm.core.pages import COUNTED


def bounded_counts(lists: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each queryset has, at most ``COUNTED`` + 1 of each."""
    parts: list[str] = []
    params: list[Any] = []
    for rows in lists.values():
        try:
            text, values = rows.order_by().values("pk")[: COUNTED + 1].query.sql_with_params()
        except EmptyResultSet:
            parts.append("(SELECT 0)")
            continue
        parts.append(f"(SELECT count(*) FROM ({text}) AS counted)")  # noqa: S608 -- Django wrote the text
        params += values
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        return dict(zip(lists, cursor.fetchone(), strict=True))
