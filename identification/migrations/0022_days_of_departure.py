import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

RETURN = "CMM, Forberedt hjemsendelse (cmm.dk, 2022)"
KEPT = """
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON identification_departure
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE identification_departure ADD CONSTRAINT departure_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
CREATE TRIGGER append_only BEFORE DELETE ON identification_departure
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER written_once BEFORE UPDATE ON identification_departure FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'case_id', 'number', 'recorded_by_id', 'recorded_at', 'corrects_id',
    'departed_on');
CREATE TRIGGER closed_once BEFORE UPDATE ON identification_departure
    FOR EACH ROW EXECUTE FUNCTION cases_settled('closed_at', 'closed_by_id', 'closed_as', 'closed_reason');
"""
FREE = """
DROP TRIGGER closed_once ON identification_departure;
DROP TRIGGER written_once ON identification_departure;
DROP TRIGGER append_only ON identification_departure;
ALTER TABLE identification_departure DROP CONSTRAINT departure_follows_its_case;
DROP TRIGGER carries_case ON identification_departure;
"""


def say_where_it_stands(apps, schema_editor):
    """The six months of the rules as they were loaded; what a coordinator has changed stays as it is."""
    rules = apps.get_model("identification", "PeriodRule").objects.using(schema_editor.connection.alias)
    rules.filter(support_months=6, support_source="").update(support_source=RETURN)


class Migration(migrations.Migration):
    """The day somebody left, and where the rule of the support that follows stands."""

    dependencies = [
        ("cases", "0021_referrals"),
        ("identification", "0021_documents_are_sources"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="periodrule",
            name="support_source",
            field=models.CharField(
                blank=True, db_default="", max_length=200, verbose_name="source of the months of support"
            ),
        ),
        migrations.CreateModel(
            name="Departure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("number", models.PositiveIntegerField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "closed_as",
                    models.CharField(
                        blank=True, choices=[("corrected", "Corrected"), ("withdrawn", "Withdrawn")], max_length=9
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("departed_on", models.DateField(verbose_name="day of departure")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="cases.case"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="identification.departure",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["case", "number"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="departure_numbered_within_its_case"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_as", ""),
                                ("closed_at__isnull", True),
                                ("closed_by__isnull", True),
                                ("closed_reason", ""),
                            ),
                            models.Q(
                                ("closed_as", "corrected"), ("closed_at__isnull", False), ("closed_by__isnull", False)
                            ),
                            models.Q(
                                ("closed_as", "withdrawn"),
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                models.Q(("closed_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="departure_is_closed_by_somebody_who_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("case",),
                        name="departure_one_stands_in_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True), models.Q(("closed_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="departure_is_corrected_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.RunSQL(KEPT, FREE),
        migrations.RunPython(say_where_it_stands, migrations.RunPython.noop),
    ]
