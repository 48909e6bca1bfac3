import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER proposed_once BEFORE UPDATE ON retention_rulechange FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'category', 'years', 'source', 'valid_from', 'proposed_by_id', 'proposed_as', 'proposed_at');
CREATE TRIGGER settled_once BEFORE UPDATE ON retention_rulechange
    FOR EACH ROW EXECUTE FUNCTION cases_settled('settled_at', 'settled_by_id', 'is_confirmed');
CREATE TRIGGER append_only BEFORE DELETE ON retention_rulechange FOR EACH ROW EXECUTE FUNCTION core_append_only();
"""
BACKWARDS = """
DROP TRIGGER append_only ON retention_rulechange;
DROP TRIGGER settled_once ON retention_rulechange;
DROP TRIGGER proposed_once ON retention_rulechange;
"""


class Migration(migrations.Migration):
    """A coordinator and the data protection officer change together for how long a kind of case is kept."""

    dependencies = [
        ("retention", "0002_two_persons_and_no_hold"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RuleChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("identified", "Case of an identified victim"),
                            ("child", "Case of a child"),
                            ("not_identified", "Case of somebody who was not identified as a victim"),
                            ("left_early", "Case that ended before anybody decided"),
                        ],
                        max_length=16,
                        verbose_name="kind of case",
                    ),
                ),
                ("years", models.PositiveSmallIntegerField(verbose_name="years")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "proposed_as",
                    models.CharField(
                        choices=[
                            ("cmm_caseworker", "Caseworker"),
                            ("cmm_coordinator", "Coordinator"),
                            ("cmm_statistician", "Statistician"),
                            ("immigration_officer", "Immigration officer"),
                            ("police_liaison", "Police liaison"),
                            ("outreach_worker", "Outreach worker"),
                            ("outreach_lead", "Outreach leader"),
                            ("shelter_staff", "Shelter staff"),
                            ("shelter_manager", "Shelter manager"),
                            ("supervision_inspector", "Supervision inspector"),
                            ("ministry_reader", "Ministry reader"),
                            ("data_protection_officer", "Data protection officer"),
                            ("user_administrator", "User administrator"),
                        ],
                        max_length=30,
                    ),
                ),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("is_confirmed", models.BooleanField(blank=True, null=True)),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "settled_by",
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
                "ordering": ["-valid_from", "-pk"],
                "permissions": [("settle_rulechange", "Can confirm for how long cases are kept")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=("category",),
                        name="retention_change_is_proposed_once",
                        violation_error_code="proposed",
                        violation_error_message="A change for this kind of case already waits to be confirmed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("years__gte", 1), ("years__lte", 100)),
                        name="retention_changed_years_are_some",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("category__in", ["identified", "child", "not_identified", "left_early"])),
                        name="retention_changed_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="retention_change_has_a_source"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("is_confirmed__isnull", True),
                                ("settled_at__isnull", True),
                                ("settled_by__isnull", True),
                            ),
                            models.Q(
                                ("is_confirmed__isnull", False),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="retention_change_is_settled_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_confirmed__isnull", True),
                            ("is_confirmed", False),
                            models.Q(("settled_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="retention_change_takes_two",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
