import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER append_only BEFORE DELETE ON coordination_statusreport FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER kept_once BEFORE UPDATE ON coordination_statusreport FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'first', 'year', 'number', 'told', 'digest', 'asked_by_id', 'asked_at');
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON coordination_statusreportfile
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON coordination_statusreportfile EXECUTE FUNCTION core_append_only();
"""
BACKWARDS = """
DROP TRIGGER no_truncate ON coordination_statusreportfile;
DROP TRIGGER append_only ON coordination_statusreportfile;
DROP TRIGGER kept_once ON coordination_statusreport;
DROP TRIGGER append_only ON coordination_statusreport;
"""


class Migration(migrations.Migration):
    """The status report of a year keeps what it says, and is drawn in two languages."""

    dependencies = [
        ("coordination", "0001_forums_and_the_action_plan"),
        ("jobs", "0002_a_job_can_be_stopped"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StatusReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.PositiveSmallIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("told", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.job",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "-number"],
                "permissions": [("request_statusreport", "Can ask for a status report")],
            },
        ),
        migrations.CreateModel(
            name="StatusReportFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(choices=[("da", "Dansk"), ("en", "English")], max_length=2)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("drawn_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="coordination.statusreport",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="statusreport",
            constraint=models.UniqueConstraint(
                fields=("first", "year", "number"), name="coordination_report_has_its_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="coordination_report_is_whole"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusreportfile",
            constraint=models.UniqueConstraint(
                fields=("report", "language"), name="coordination_report_drawn_once_a_language"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusreportfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["da", "en"])), name="coordination_report_language_is_known"
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
