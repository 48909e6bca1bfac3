from django.db import migrations

FORWARDS = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cases_journalentry
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON cases_journalentry EXECUTE FUNCTION core_append_only();
"""
BACKWARDS = """
DROP TRIGGER append_only ON cases_journalentry;
DROP TRIGGER no_truncate ON cases_journalentry;
"""


class Migration(migrations.Migration):
    """A journal entry is corrected by adding another (offentlighedsloven § 13), never by editing."""

    dependencies = [("cases", "0001_initial"), ("core", "0002_append_only_function")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
