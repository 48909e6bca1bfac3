from django.db import migrations

TABLES = ("audit_block", "audit_change", "audit_destruction", "audit_reading")
FORWARDS = "\n".join(
    f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION core_append_only();\n"
    f"CREATE TRIGGER no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION core_append_only();"
    for table in TABLES
)
BACKWARDS = "\n".join(f"DROP TRIGGER append_only ON {table};\nDROP TRIGGER no_truncate ON {table};" for table in TABLES)


class Migration(migrations.Migration):
    """Not even the owner changes or empties them by accident. Old and new values have triggers of their own."""

    dependencies = [("audit", "0003_changes_readings_and_the_chain"), ("core", "0002_append_only_function")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
