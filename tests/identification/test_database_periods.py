"""What was entered in a period stands, whoever writes: the owner meets the triggers, the web has no right at all."""

from datetime import date

import pytest
from django.db import DatabaseError, connections, transaction

from tests.factories.periods import PeriodFactory

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
TABLES = ("identification_period", "identification_periodevent")


def refusal(login, statement):
    try:
        with transaction.atomic(using=login), connections[login].cursor() as cursor:
            if login == "owner":
                # Row-level security leaves the owner no rows; what the triggers say must hold without it.
                for table in TABLES:
                    cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            cursor.execute(statement)
            transaction.set_rollback(True, using=login)
    except DatabaseError as refused:
        return str(refused).splitlines()[0]
    return ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE identification_periodevent SET days = 5",
        "UPDATE identification_periodevent SET \"on\" = '2026-10-06'",
        "UPDATE identification_periodevent SET case_id = case_id + 1",
        "DELETE FROM identification_periodevent",
        "DELETE FROM identification_period",
        "UPDATE identification_period SET kind = 'reflection'",
    ],
)
def test_nothing_of_a_period_is_edited_or_deleted(statement):
    PeriodFactory(start=date(2026, 10, 5))
    web, owner = refusal("default", statement), refusal("owner", statement)
    assert web
    assert "append-only" in owner or "settled" in owner or "never" in owner, owner
