from django.db import migrations

FORWARDS = """
CREATE FUNCTION core_append_only() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    """A trigger function for tables whose rows are added and never changed."""

    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, "DROP FUNCTION core_append_only();")]
