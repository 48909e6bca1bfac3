"""A stand-in for the user, whose attributes are questions to the database: the same reach speaks Python and SQL."""

from typing import Any

import psycopg
from django.db import connections
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.sql import Query


class Place:
    """The reader's organisation as a policy knows it."""

    code = RawSQL("SELECT sec.authority()", [])


class Reader:
    """Whoever asks, in a policy."""

    pk = RawSQL("SELECT sec.uid()", [])
    organisation_id = RawSQL("SELECT sec.organisation()", [])
    organisation = Place
    assigned_cases = RawSQL("SELECT unnest(sec.assigned())", [])
    covered_cases = RawSQL("SELECT unnest(sec.covered(sec.uid(), '{view}', now()))", [])
    hosting = {
        "assigned": RawSQL("SELECT unnest(sec.hosting(false))", []),
        "competent": RawSQL("SELECT unnest(sec.hosting(true))", []),
    }
    now = RawSQL("SELECT (sec.context()).at", [])
    today = RawSQL("SELECT sec.today()", [])
    supervised = RawSQL("SELECT unnest(sec.supervised())", [])


def as_sql(model: Any, condition: Q, using: str) -> str:
    """``condition`` over one row of ``model`` as text. A condition that needs another table is refused: a policy
    compares the row's own columns (security.md 2.2).
    """
    query = Query(model)
    query.add_q(condition)
    if sum(bool(query.alias_refcount[alias]) for alias in query.alias_map) > 1:
        raise ValueError(f"{model._meta.label}: {condition} looks at another table than the row's own.")
    compiler = query.get_compiler(using)
    text, values = compiler.compile(query.where)
    connections[using].ensure_connection()
    return psycopg.ClientCursor(connections[using].connection).mogrify(text, values)
