from django.db import migrations

FORWARDS = """
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON legacy_past FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE legacy_past ADD CONSTRAINT past_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
CREATE TRIGGER uploaded_once BEFORE UPDATE ON legacy_batch FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'ref', 'organisation_id', 'digest', 'rows', 'uploaded_by_id', 'uploaded_at');
CREATE TRIGGER started_once BEFORE UPDATE ON legacy_batch FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'started_at', 'started_by_id', 'reason');
CREATE TRIGGER reversed_once BEFORE UPDATE ON legacy_batch FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'reversed_at', 'reversed_by_id', 'reversed_reason');
"""
BACKWARDS = """
DROP TRIGGER reversed_once ON legacy_batch;
DROP TRIGGER started_once ON legacy_batch;
DROP TRIGGER uploaded_once ON legacy_batch;
ALTER TABLE legacy_past DROP CONSTRAINT past_follows_its_case;
DROP TRIGGER carries_case ON legacy_past;
"""


class Migration(migrations.Migration):
    dependencies = [("legacy", "0001_former_case_sheets_are_moved_in"), ("retention", "0002_two_persons_and_no_hold")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
