from django.db import migrations, models

FORWARDS = """
DROP TRIGGER recorded_once ON identification_period;
CREATE TRIGGER recorded_once BEFORE UPDATE ON identification_period FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'case_id', 'number', 'kind', 'for_minor', 'recorded_by_id', 'recorded_at');
"""
BACKWARDS = """
DROP TRIGGER recorded_once ON identification_period;
CREATE TRIGGER recorded_once BEFORE UPDATE ON identification_period FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'case_id', 'number', 'kind', 'recorded_by_id', 'recorded_at');
"""


class Migration(migrations.Migration):
    """A version of the law may give minors other days; a period keeps whether it was offered to one."""

    dependencies = [
        ("identification", "0017_periods_end_with_their_case"),
    ]

    operations = [
        migrations.AddField(
            model_name="period",
            name="for_minor",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="periodrule",
            name="minor_cap_days",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days at most for minors"),
        ),
        migrations.AddField(
            model_name="periodrule",
            name="minor_first_days",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days first for minors"),
        ),
        migrations.AddField(
            model_name="periodrule",
            name="minor_source",
            field=models.CharField(blank=True, max_length=200, verbose_name="legal source of the rule for minors"),
        ),
        migrations.AddConstraint(
            model_name="periodrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("minor_cap_days__isnull", True), ("minor_first_days__isnull", True), ("minor_source", "")
                    ),
                    models.Q(
                        ("minor_cap_days__gte", models.F("minor_first_days")),
                        ("minor_cap_days__isnull", False),
                        ("minor_first_days__gt", 0),
                        ("minor_first_days__isnull", False),
                        models.Q(("minor_source", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="period_rule_for_minors_is_whole",
                violation_error_message="A rule for minors has both numbers of days, the cap not the smaller, and where it stands.",
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
