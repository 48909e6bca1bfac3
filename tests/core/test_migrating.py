"""A migration sees every row it speaks of, or stops."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connections, transaction
from django.db.models.signals import post_migrate

from cases.models import Case
from cmm.core.context import enter
from cmm.core.migrating import referring, touching
from tests.factories.cases import CaseFactory

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
SAY = "UPDATE cases_case SET authority_reason = 'Ring ikke'"


@pytest.fixture
def migrating():
    """Three cases, and the owner's connection as the migrate command has it: nobody acts."""
    for protection in ("normal", "restricted", "named"):
        CaseFactory(protection=protection)
    enter(None, using="owner", local=False)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET row_security = off")
        yield cursor
        cursor.execute("RESET row_security")


def run(operation):
    with connections["owner"].schema_editor() as editor:
        operation.code(None, editor)


def said():
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_case WHERE authority_reason = 'Ring ikke'")
        return cursor.fetchone()[0]


def test_a_statement_that_a_policy_would_make_smaller_stops_the_migration(migrating):
    refused = pytest.raises(DatabaseError, match="would be affected by row-level security policy")
    with refused, transaction.atomic(using="owner"):
        migrating.execute(SAY)
    assert said() == 0


def test_one_that_counts_its_rows_touches_all_of_them(migrating):
    run(touching(SAY, every="cases_case"))
    assert said() == 3


def test_one_that_touches_fewer_than_it_says_stops_and_changes_nothing(migrating):
    with pytest.raises(RuntimeError, match="1 rows were touched, and 3 ought to be"):
        run(touching(f"{SAY} WHERE protection = 'named'", every="cases_case"))
    assert said() == 0


def test_the_migrate_command_runs_so(db):
    seen = []

    def look(**_kwargs):
        with connections["owner"].cursor() as cursor:
            cursor.execute("SHOW row_security")
            seen.append(cursor.fetchone()[0])

    post_migrate.connect(look, weak=False)
    try:
        call_command("migrate", database="owner", verbosity=0, interactive=False)
    finally:
        post_migrate.disconnect(look)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SHOW row_security")
        assert (set(seen), cursor.fetchone()[0]) == ({"off"}, "on")


REFER = (
    "CREATE TABLE about (case_id bigint); INSERT INTO about VALUES (%s);"
    " ALTER TABLE about ADD CONSTRAINT about_a_case FOREIGN KEY (case_id) REFERENCES cases_case (id)"
)
BOUND = "SELECT relforcerowsecurity FROM pg_class WHERE relname = 'cases_case'"


def test_a_reference_to_closed_rows_is_held_against_all_of_them_and_leaves_them_closed(migrating):
    """The row it refers to is one that only the system sees."""
    named = Case.objects.get(protection="named").pk
    refused = pytest.raises(DatabaseError, match="would be affected by row-level security policy")
    with refused, transaction.atomic(using="owner"):
        migrating.execute(REFER % named)

    with connections["owner"].execute_wrapper(referring):
        migrating.execute(REFER % named)
        migrating.execute(BOUND)
        assert migrating.fetchone() == (True,)
        migrating.execute("DROP TABLE about")
        with pytest.raises(DatabaseError, match="about_a_case"):
            migrating.execute(REFER % 999_999)
    migrating.execute(BOUND)
    assert migrating.fetchone() == (True,)
