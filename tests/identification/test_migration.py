"""What was written as evidence before there were observations: moved by the migration's own statement."""

from importlib import import_module

import pytest
from django.db import connections, transaction

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
MOVE = import_module("identification.migrations.0008_evidence_becomes_observations").MOVE
# Tables of the same names that hide the real ones until the transaction ends, as they were when it runs.
BEFORE = """
CREATE TEMP TABLE identification_assessment (id bigint, case_id bigint, number int, act_evidence jsonb,
    means_evidence jsonb, purpose_evidence text, prepared_by_id bigint, saved_at timestamptz) ON COMMIT DROP;
CREATE TEMP TABLE identification_observation (LIKE public.identification_observation INCLUDING DEFAULTS
    INCLUDING IDENTITY INCLUDING CONSTRAINTS) ON COMMIT DROP;
CREATE TEMP TABLE identification_support (LIKE public.identification_support INCLUDING DEFAULTS
    INCLUDING IDENTITY INCLUDING CONSTRAINTS) ON COMMIT DROP;
INSERT INTO identification_assessment VALUES
    (1, 10, 1, '{"recruit": "Annoncen.", "harbour": " Rummet. "}', '{"threats": "Annoncen."}', 'Lønsedler.', 7,
        '2026-03-01'),
    (2, 10, 2, '{"recruit": "Annoncen."}', '{}', '', 8, '2026-04-01'),
    (3, 11, 1, '{}', '{"deception": " "}', 'Annoncen.', 7, '2026-05-01');
"""


def moved():
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(BEFORE)
        cursor.execute(MOVE)
        links = cursor.rowcount
        cursor.execute(
            "SELECT s.assessment_id, s.element, s.kind, o.case_id, o.number, o.evidence, o.answer, o.source,"
            " o.recorded_by_id FROM identification_support s JOIN identification_observation o"
            " ON o.id = s.observation_id ORDER BY 1, 2, 3"
        )
        return links, cursor.fetchall()


def test_evidence_becomes_observations_and_the_claims_rest_on_them():
    """Blank evidence is none, and the same words in one case are one observation of whoever wrote them first."""
    links, rows = moved()

    assert links == len(rows) == 6
    assert [row[:6] for row in rows] == [
        (1, "act", "harbour", 10, 3, "Rummet."),
        (1, "act", "recruit", 10, 1, "Annoncen."),
        (1, "means", "threats", 10, 1, "Annoncen."),
        (1, "purpose", "", 10, 2, "Lønsedler."),
        (2, "act", "recruit", 10, 1, "Annoncen."),
        (3, "purpose", "", 11, 1, "Annoncen."),
    ]
    assert {row[6:] for row in rows} == {("yes", "other", 7)}
