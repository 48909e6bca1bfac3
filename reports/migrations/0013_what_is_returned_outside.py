import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import cmm.core.labels

FORWARDS = """
CREATE TRIGGER append_only BEFORE DELETE ON reports_submission FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER asked_once BEFORE UPDATE ON reports_submission FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'kind', 'year', 'number', 'edition_id', 'requested_by_id', 'requested_at');
CREATE TRIGGER made_once BEFORE UPDATE ON reports_submission FOR EACH ROW
    EXECUTE FUNCTION cases_settled('figures', 'digest', 'places');
CREATE TRIGGER released_once BEFORE UPDATE ON reports_submission FOR EACH ROW
    EXECUTE FUNCTION cases_settled('released_at', 'released_by_id', 'state');
"""
BACKWARDS = """
DROP TRIGGER released_once ON reports_submission;
DROP TRIGGER made_once ON reports_submission;
DROP TRIGGER asked_once ON reports_submission;
DROP TRIGGER append_only ON reports_submission;
"""


class Migration(migrations.Migration):
    """What is returned to a body outside Denmark is made once, released by another, and kept."""

    dependencies = [
        ("jobs", "0001_initial"),
        ("reports", "0012_figures_of_other_authorities"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("glotip", "UNODC, Global Report on Trafficking in Persons"),
                            ("thb", "European Commission, data collection on trafficking in human beings"),
                        ],
                        max_length=8,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "Being made"),
                            ("ready", "To be released"),
                            ("released", "Released"),
                            ("stopped", "Stopped"),
                        ],
                        default="requested",
                        max_length=10,
                    ),
                ),
                ("figures", models.JSONField(null=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("places", models.JSONField(default=list)),
                ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("released_at", models.DateTimeField(null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="submissions", to="reports.edition"
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jobs.job"
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "permissions": [("release_submission", "Can release what is returned to a body outside Denmark")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "year", "number"), name="reports_submission_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["glotip", "thb"])), name="reports_submission_kind_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["ready", "released"]),
                                ("figures__isnull", False),
                                models.Q(("digest", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state__in", ["ready", "released"]), _negated=True), ("figures__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="reports_submission_made_has_figures",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("released_at__isnull", False),
                                ("released_by__isnull", False),
                                ("state", "released"),
                                models.Q(("released_by", models.F("requested_by")), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "released"), _negated=True),
                                ("released_at__isnull", True),
                                ("released_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="reports_submission_takes_four_eyes",
                    ),
                ],
            },
            bases=(cmm.core.labels.Labelled, models.Model),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
