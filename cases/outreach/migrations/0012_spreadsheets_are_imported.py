import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER append_only BEFORE DELETE ON outreach_importbatch FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER imported_once BEFORE UPDATE ON outreach_importbatch FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'ref', 'organisation_id', 'digest', 'columns', 'stored', 'left_out', 'first_day', 'last_day',
    'imported_by_id', 'imported_at');
CREATE TRIGGER withdrawn_once BEFORE UPDATE ON outreach_importbatch FOR EACH ROW
    EXECUTE FUNCTION cases_settled('withdrawn_at', 'withdrawn_by_id', 'withdrawn_reason');
"""
BACKWARDS = """
DROP TRIGGER withdrawn_once ON outreach_importbatch;
DROP TRIGGER imported_once ON outreach_importbatch;
DROP TRIGGER append_only ON outreach_importbatch;
"""


class Migration(migrations.Migration):
    """Spreadsheets organisations already have become contacts, and are withdrawn from counting as a whole."""

    dependencies = [
        ("accounts", "0002_sessions_and_the_policy_table_as_rows"),
        ("cases", "0022_organisations_refer"),
        ("outreach", "0011_contacts_are_referred"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=24, unique=True)),
                ("digest", models.CharField(max_length=64)),
                ("columns", models.JSONField(default=dict)),
                ("stored", models.PositiveIntegerField()),
                ("left_out", models.PositiveIntegerField(default=0)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("imported_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                (
                    "imported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "permissions": [("withdraw_importbatch", "Can withdraw imported contacts from counting")],
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="batch",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contacts",
                to="outreach.importbatch",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("batch__isnull", False)), fields=["batch"], name="outreach_by_batch"
            ),
        ),
        migrations.AddIndex(
            model_name="importbatch",
            index=models.Index(fields=["organisation", "-imported_at"], name="outreach_imports_newest"),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("organisation", "digest"),
                name="outreach_file_imported_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(condition=models.Q(("stored__gte", 1)), name="outreach_import_has_rows"),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="outreach_import_is_withdrawn_with_a_reason",
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
