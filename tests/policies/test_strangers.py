"""Somebody with an account and nothing else, let at every table with every privilege the owner has.

What the privileges of the web keep from everybody is kept here by the policies alone.
"""

import pytest
from django.db import DatabaseError, connections, transaction

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


def attempt(cursor, words):
    """What comes of it; a row that is reached may meet another rule, which is no matter here."""
    try:
        with transaction.atomic(using="owner"):
            cursor.execute(words)
            return "0 rows" if cursor.rowcount == 0 else "rows"
    except DatabaseError as error:
        row_level = "row-level security" in str(error)
        return "refused" if row_level else ("tried" if words.startswith("INSERT") else "rows")


def met(table, stranger):
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        enter(Context(stranger.pk) if stranger else None, using="owner")
        column = first_column(cursor, table)
        found = {name: attempt(cursor, words.format(table=table, column=column)) for name, words in ATTEMPTS.items()}
        transaction.set_rollback(True, using="owner")
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


def test_nobody_writes_an_event_in_somebody_elses_name(people):
    stranger, other = UserFactory(organisation=OrganisationFactory()), people["cmm_caseworker"]
    write = "INSERT INTO audit_securityevent (at, kind, subject, actor_id) VALUES (now(), 'refused', '', {})"
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        enter(Context(stranger.pk), using="owner")
        answers = [attempt(cursor, write.format(who)) for who in (stranger.pk, other.pk)]
    assert answers == ["rows", "refused"]
