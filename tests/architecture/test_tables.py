"""Every table in the database is classified, and no class speaks of a table that is gone."""

import pytest
from django.db import connection

from cmm.core.tables import TABLES, Holds, holding


@pytest.mark.django_db
def test_every_table_is_classified():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert {name for (name,) in cursor.fetchall()} == set(TABLES)


def test_tables_are_found_by_what_they_hold():
    assert holding(Holds.MACHINERY) == {
        "accounts_guess",
        "accounts_ticket",
        "audit_unsealed",
        "core_refcounter",
        "django_content_type",
        "django_migrations",
        "jobs_job",
        "jobs_pulse",
    }
