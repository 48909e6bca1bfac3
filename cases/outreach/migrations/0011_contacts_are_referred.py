import django.db.models.deletion
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON outreach_referredcontact
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
"""
BACKWARDS = """
DROP TRIGGER append_only ON outreach_referredcontact;
"""


class Migration(migrations.Migration):
    """A contact is tied to the referral it led to, and stays as it was recorded."""

    dependencies = [
        ("cases", "0022_organisations_refer"),
        ("outreach", "0010_events_and_courses"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReferredContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referred", to="outreach.contact"
                    ),
                ),
                (
                    "handover",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.handover"
                    ),
                ),
            ],
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
