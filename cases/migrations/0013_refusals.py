import uuid

import django.db.models.deletion
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cases_refusal
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON cases_refusal EXECUTE FUNCTION core_append_only();
"""
BACKWARDS = """
DROP TRIGGER no_truncate ON cases_refusal;
DROP TRIGGER append_only ON cases_refusal;
"""
SEXES = [("female", "Woman"), ("male", "Man"), ("trans_or_other", "Transgender or other"), ("unknown", "Unknown")]
REGIONS = [
    ("hovedstaden", "Hovedstaden"),
    ("sjaelland", "Sjælland"),
    ("syddanmark", "Syddanmark"),
    ("midtjylland", "Midtjylland"),
    ("nordjylland", "Nordjylland"),
    ("unknown", "Unknown"),
]
OUTCOMES = [
    ("open", "Open"),
    ("case_opened", "Became a case"),
    ("advice_only", "Advice only"),
    ("declined", "Did not want to be registered"),
    ("not_relevant", "Not about trafficking"),
]


def one_of(name):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.code", verbose_name=name
    )


class Migration(migrations.Migration):
    """Those who did not want to be registered, as they may be counted."""

    dependencies = [("accounts", "0001_initial"), ("cases", "0012_safety_notes_and_representatives")]
    operations = [
        migrations.AlterField(
            "inquiry",
            "outcome",
            models.CharField(choices=OUTCOMES, default="open", max_length=20, verbose_name="outcome"),
        ),
        migrations.CreateModel(
            name="Refusal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("month", models.DateField(verbose_name="month")),
                ("sex", models.CharField(choices=SEXES, default="unknown", max_length=20, verbose_name="sex")),
                ("citizenship", models.CharField(blank=True, max_length=2, verbose_name="citizenship")),
                (
                    "region",
                    models.CharField(choices=REGIONS, default="unknown", max_length=20, verbose_name="region"),
                ),
                ("exploitation_form", one_of("form of exploitation")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                ("reason", one_of("reason")),
            ],
            options={
                "ordering": ["-month", "id"],
                "indexes": [models.Index(fields=["organisation", "-month", "id"], name="refusal_by_month")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="refusal_names_no_day"),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", [value for value, _label in SEXES])), name="refusal_sex_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("region__in", [value for value, _label in REGIONS])),
                        name="refusal_region_is_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
