"""Requests for a place from before there was a ledger: entered by the migration's own statement."""

from importlib import import_module

import pytest
from django.db import connections, transaction

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
MIGRATION = import_module("shelters.migrations.0026_requests_stand_in_the_ledger")
# Tables of the same names that hide the real ones until the transaction ends. The second request of case 10 was made
# when there was a ledger.
BEFORE = """
CREATE TEMP TABLE accounts_organisation (id bigint, name_da text) ON COMMIT DROP;
CREATE TEMP TABLE shelters_shelter (id bigint, organisation_id bigint) ON COMMIT DROP;
CREATE TEMP TABLE shelters_placementrequest (id bigint, case_id bigint, shelter_id bigint, requested_at timestamptz,
    requested_by_id bigint) ON COMMIT DROP;
CREATE TEMP TABLE cases_disclosure (LIKE public.cases_disclosure INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING
    CONSTRAINTS) ON COMMIT DROP;
INSERT INTO accounts_organisation VALUES (3, 'Reden Prøve');
INSERT INTO shelters_shelter VALUES (5, 3);
INSERT INTO shelters_placementrequest VALUES (1, 10, 5, '2026-03-01 23:30Z', 7), (2, 10, 5, '2026-11-20', 8),
    (3, 11, 5, '2026-04-01', 7), (4, 11, 5, '2026-04-02', 7);
INSERT INTO cases_disclosure (case_id, number, way, receiver, receiver_name, told, basis, basis_note, consented_by,
    consented_how, consented_to, told_on, told_by_id, recorded_at)
    VALUES (10, 1, 'phone', 'police', 'P', 'x', 'duty', 'x', '', '', '', '2026-01-01', 7, now()),
        (10, 2, 'place', 'shelter', 'R', 'x', 'public_task', 'x', '', '', '', '2026-11-20', 8, now());
"""


def test_whoever_was_asked_before_there_was_a_ledger_stands_in_it():
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(BEFORE)
        cursor.execute(f"SELECT count(*) FROM {MIGRATION.LACKING}")
        (lacking,) = cursor.fetchone()
        cursor.execute(MIGRATION.ENTER)
        entered = cursor.rowcount
        cursor.execute(
            "SELECT case_id, number, receiver_name, told_on::text, told_by_id FROM cases_disclosure"
            " WHERE way = 'place' AND basis_note = 'Der blev bedt om en plads' ORDER BY 1, 2"
        )
        rows = cursor.fetchall()

    assert (lacking, entered, rows) == (
        3, 3,
        [(10, 3, "Reden Prøve", "2026-03-02", 7), (11, 1, "Reden Prøve", "2026-04-01", 7),
         (11, 2, "Reden Prøve", "2026-04-02", 7)],
    )  # fmt: skip
