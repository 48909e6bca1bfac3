import django.utils.timezone
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_finding
FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit_finding EXECUTE FUNCTION core_append_only();
"""
BACKWARDS = "DROP TRIGGER append_only ON audit_finding;\nDROP TRIGGER no_truncate ON audit_finding;"


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_what_was_searched_for"), ("core", "0002_append_only_function")]

    operations = [
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("told", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "-at"], name="audit_findings_newest_first")],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
