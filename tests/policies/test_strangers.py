"""Somebody with an account and nothing else, let at every table with every privilege there is.

What the privileges of the web keep from everybody is kept here by the policies alone.
"""

import pytest
from django.db import DatabaseError, connection, connections, transaction

from cmm.accounts.policies.installing import closed_tables
from cmm.core.context import Context, enter
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.policies.everything import empty_tables, fill

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)

# Without a condition, which would ask the policy of reading too.
ATTEMPTS = {
    "see": "SELECT FROM {table}",
    "change": "UPDATE {table} SET {column} = NULL",
    "lose": "DELETE FROM {table}",
    "add": "INSERT INTO {table} DEFAULT VALUES",
}
REFUSED = {"see": "0 rows", "change": "0 rows", "lose": "0 rows", "add": "refused"}
# Names stand beside what colleagues did, one's own account is one's own, and whoever searches writes down what for.
ALLOWED = {
    "accounts_user": {"see": "rows", "change": "refused"},
    "accounts_roleassignment": {"see": "rows"},
    "audit_criterion": {"add": "tried"},
    "audit_securityevent": {"add": "tried"},
}


@pytest.fixture(autouse=True)
def every_privilege():
    """Of the web's own login, in this database, which is cloned anew for the next test."""
    web = connections["default"].settings_dict["USER"]
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {web}")
        cursor.execute(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {web}")


def attempt(cursor, words, using="default"):
    """What comes of it; a row that is reached may meet another rule, which is no matter here."""
    try:
        with transaction.atomic(using=using):
            cursor.execute(words)
            return "0 rows" if cursor.rowcount == 0 else "rows"
    except DatabaseError as error:
        row_level = "row-level security" in str(error)
        return "refused" if row_level else ("tried" if words.startswith("INSERT") else "rows")


def met(table, stranger, using="default"):
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        enter(Context(stranger.pk) if stranger else None, using=using)
        words = {"table": table, "column": first_column(cursor, table)}
        found = {name: attempt(cursor, text.format(**words), using) for name, text in ATTEMPTS.items()}
        transaction.set_rollback(True, using=using)
    return found


def first_column(cursor, table):
    cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s LIMIT 1", [table])
    return cursor.fetchone()[0]


def test_a_stranger_sees_adds_changes_and_loses_nothing(people):
    fill(people)
    tables = closed_tables("owner")
    assert empty_tables(tables) == []
    stranger = UserFactory(organisation=OrganisationFactory(capabilities=[]))
    wanted = {table: REFUSED | ALLOWED.get(table, {}) for table in tables}
    assert {table: met(table, stranger) for table in tables} == wanted


def test_nobody_at_all_sees_adds_changes_and_loses_nothing(people):
    """But for the one thing that may be written before anybody is known."""
    fill(people)
    tables = closed_tables("owner")
    wanted = dict.fromkeys(tables, REFUSED) | {"audit_securityevent": REFUSED | {"add": "tried"}}
    assert {table: met(table, None) for table in tables} == wanted


def test_the_owner_of_the_tables_sees_adds_changes_and_loses_nothing_as_itself(people):
    """Whoever it says it is: the owner's login is nobody's but the migrations', which act as the system."""
    fill(people)
    tables = closed_tables("owner")
    wanted = dict.fromkeys(tables, REFUSED)
    assert {table: met(table, None, "owner") for table in tables} == wanted
    assert {table: met(table, people["cmm_coordinator"], "owner") for table in tables} == wanted


def test_without_a_context_nobody_passes_whatever_another_policy_says_one_day(people):
    fill(people)
    tables = closed_tables("owner")
    with connections["owner"].cursor() as cursor:
        for table in tables:
            cursor.execute(f"CREATE POLICY one_day ON {table} USING (true) WITH CHECK (true)")
    wanted = dict.fromkeys(tables, REFUSED) | {"audit_securityevent": REFUSED | {"add": "tried"}}
    assert {table: met(table, None) for table in tables} == wanted


def test_nobody_writes_an_event_in_somebody_elses_name(people):
    stranger, other = UserFactory(organisation=OrganisationFactory()), people["cmm_caseworker"]
    write = "INSERT INTO audit_securityevent (at, kind, subject, actor_id) VALUES (now(), 'refused', '', {})"
    with transaction.atomic(), connection.cursor() as cursor:
        enter(Context(stranger.pk))
        answers = [attempt(cursor, write.format(who)) for who in (stranger.pk, other.pk)]
    assert answers == ["rows", "refused"]
