import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cases_statedpurpose
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON cases_statedpurpose EXECUTE FUNCTION core_append_only();
"""
BACKWARDS = """
DROP TRIGGER no_truncate ON cases_statedpurpose;
DROP TRIGGER append_only ON cases_statedpurpose;
"""


class Migration(migrations.Migration):
    """Why somebody opened a case that is not theirs, as they said it; never changed."""

    dependencies = [
        ("cases", "0008_broken_glasses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StatedPurpose",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(max_length=24, verbose_name="purpose")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="more about it")),
                ("stated_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stated_purposes", to="cases.case"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "-stated_at"], name="purpose_by_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purpose__in",
                                ["stand_in", "contacted", "decision", "supervision", "access_request", "other"],
                            )
                        ),
                        name="purpose_is_one_of_those_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("purpose", "other"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="purpose_other_says_more",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
