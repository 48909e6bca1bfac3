"""The suite has no right the web does not have; without this, every other access test proves little."""

import pytest
from django.db import InternalError, ProgrammingError, connection

pytestmark = pytest.mark.django_db


def answer(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()


def test_the_suite_runs_as_the_web_role():
    assert answer(
        "SELECT current_user, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    ) == (
        "cmm_web",
        False,
        False,
        False,
    )


def test_the_web_role_owns_no_table():
    assert answer("SELECT count(*) FROM pg_class WHERE relowner = 'cmm_web'::regrole") == (0,)


@pytest.mark.parametrize(
    "statement", ["TRUNCATE accounts_user CASCADE", "CREATE TABLE mine (a int)", "DROP TABLE accounts_user"]
)
def test_the_web_role_cannot_reshape_the_database(statement):
    with pytest.raises((ProgrammingError, InternalError), match=r"permission denied|must be owner"):
        answer(statement)
