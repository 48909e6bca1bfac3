from django.db import migrations

FORWARDS = """
CREATE TRIGGER append_only BEFORE DELETE ON outreach_statusnote FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER begun_once BEFORE UPDATE ON outreach_statusnote
    FOR EACH ROW EXECUTE FUNCTION cases_settled(
        'id', 'ref', 'organisation_id', 'year', 'number', 'revision', 'replaces_id', 'begun_by_id', 'begun_at');
CREATE TRIGGER finished_once BEFORE UPDATE ON outreach_statusnote
    FOR EACH ROW EXECUTE FUNCTION cases_settled(
        'finished_at', 'finished_by_id', 'text_da', 'text_en', 'revision_note', 'figures', 'digest', 'version',
        'job_id');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON outreach_statusnotefile
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON outreach_statusnotefile EXECUTE FUNCTION core_append_only();
"""
BACKWARDS = """
DROP TRIGGER no_truncate ON outreach_statusnotefile;
DROP TRIGGER append_only ON outreach_statusnotefile;
DROP TRIGGER finished_once ON outreach_statusnote;
DROP TRIGGER begun_once ON outreach_statusnote;
DROP TRIGGER append_only ON outreach_statusnote;
"""


class Migration(migrations.Migration):
    """A draft keeps whose and of when it is; a finished note and what was drawn of it stay as they are."""

    dependencies = [("outreach", "0015_status_notes")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
