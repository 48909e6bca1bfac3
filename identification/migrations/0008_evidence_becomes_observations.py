from django.db import migrations

from cmm.core.migrating import touching

SAID = """
SELECT a.id AS assessment_id, a.case_id, a.number, 'act' AS element, e.key AS kind, btrim(e.value) AS text,
    a.prepared_by_id AS author, a.saved_at AS moment
FROM identification_assessment a, jsonb_each_text(a.act_evidence) e
UNION ALL SELECT a.id, a.case_id, a.number, 'means', e.key, btrim(e.value), a.prepared_by_id, a.saved_at
FROM identification_assessment a, jsonb_each_text(a.means_evidence) e
UNION ALL SELECT a.id, a.case_id, a.number, 'purpose', '', btrim(a.purpose_evidence), a.prepared_by_id, a.saved_at
FROM identification_assessment a
"""
# The same words in one case are one observation, whatever rests on it.
MOVE = f"""
WITH told AS (SELECT * FROM ({SAID}) said WHERE text <> ''),
texts AS (SELECT DISTINCT ON (case_id, text) * FROM told ORDER BY case_id, text, number),
made AS (
    INSERT INTO identification_observation (case_id, number, recorded_by_id, recorded_at, closed_as, closed_reason,
        answer, evidence, source, observed_by, observed_on)
    SELECT case_id, row_number() OVER (PARTITION BY case_id ORDER BY number, text), author, moment, '', '',
        'yes', text, 'other', '', (moment AT TIME ZONE 'Europe/Copenhagen')::date FROM texts
    RETURNING id, case_id, evidence
)
INSERT INTO identification_support (assessment_id, element, kind, observation_id, added_by_id, added_at, removed_reason)
SELECT told.assessment_id, told.element, told.kind, made.id, told.author, told.moment, ''
FROM told JOIN made ON made.case_id = told.case_id AND made.evidence = told.text
"""  # noqa: S608 -- words of our own


class Migration(migrations.Migration):
    """What was written as evidence of an act, a means or the purpose is an observation, and the claim rests on it."""

    dependencies = [("identification", "0007_observations_and_what_rests_on_them")]
    operations = [touching(MOVE, every=f"({SAID}) said WHERE text <> ''")]
