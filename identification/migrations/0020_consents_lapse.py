from django.conf import settings
from django.db import migrations, models

FORWARDS = """
DROP TRIGGER given_once ON identification_consent;
CREATE TRIGGER given_once BEFORE UPDATE ON identification_consent FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'case_id', 'interview_id', 'topic', 'answer', 'given_on', 'until', 'recorded_at');
"""
BACKWARDS = """
DROP TRIGGER given_once ON identification_consent;
CREATE TRIGGER given_once BEFORE UPDATE ON identification_consent FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'case_id', 'interview_id', 'topic', 'answer', 'given_on', 'recorded_at');
"""


class Migration(migrations.Migration):
    """A yes holds until a day. Those given before hold until they are taken back, for nobody said a day."""

    dependencies = [
        ("cases", "0020_tasks"),
        ("identification", "0018_minors_may_have_other_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="consent",
            name="until",
            field=models.DateField(blank=True, null=True, verbose_name="holds until"),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True),
                    models.Q(("answer", "yes"), ("until__gt", models.F("given_on"))),
                    _connector="OR",
                ),
                name="consent_that_lapses_was_given",
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
