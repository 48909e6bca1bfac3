"""What the tests of emergency access break, and how they look whether anything can be changed by hand."""

from django.db import DatabaseError, connection, transaction

from cases.services import break_glass
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory

WHY = "Politiet har personen på stationen og spørger, hvem hun er bange for."


def restricted(**facts):
    return CaseFactory(**{"protection": "restricted", "caseworker": staff("cmm_caseworker")} | facts)


def broken(actor, case, **facts):
    said = {"category": "life", "reason": WHY} | facts
    return break_glass(actor=actor, case_ref=case.ref, **said)


def changed_rows(statement):
    """How many rows a statement changes; a trigger or a constraint that refuses it makes it none."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.rowcount
    except DatabaseError:
        return 0
