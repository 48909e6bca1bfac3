"""What the database says of the web's login is what ``privileges`` says, table by table."""

import pytest
from django.db import connection

from cmm.core.privileges import APPEND_ONLY, CLOSED, MAY_LOSE_ROWS, READ_ONLY, privileges_of

pytestmark = pytest.mark.django_db
KINDS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


def tables():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {name for (name,) in cursor.fetchall()}


def held(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind FROM unnest(%s::text[]) AS kind WHERE has_table_privilege(current_user, %s, kind)",
            [list(KINDS), f'public."{table}"'],
        )
        return {kind for (kind,) in cursor.fetchall()}


def test_the_web_holds_exactly_what_is_written_on_every_table():
    wanted = {table: set(filter(None, privileges_of(table).split(", "))) for table in tables()}
    assert {table: held(table) for table in wanted} == wanted


def test_every_table_named_exists():
    assert tables() >= APPEND_ONLY | MAY_LOSE_ROWS | READ_ONLY | CLOSED


def test_the_journal_and_the_log_can_only_grow():
    assert {privileges_of(table) for table in ("cases_journalentry", "audit_auditentry")} == {"SELECT, INSERT"}
