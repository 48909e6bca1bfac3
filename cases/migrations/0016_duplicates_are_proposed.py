import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER append_only BEFORE DELETE ON cases_duplicateproposal FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER proposed_once BEFORE UPDATE ON cases_duplicateproposal FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'first_id', 'second_id', 'found_at');
CREATE TRIGGER settled_once BEFORE UPDATE ON cases_duplicateproposal FOR EACH ROW
    EXECUTE FUNCTION cases_settled(
        'settled_at', 'settled_by_id', 'verdict', 'why', 'score', 'reasons', 'first_case_id', 'second_case_id');
ALTER TABLE cases_duplicateproposal ADD CONSTRAINT duplicate_first_is_of_its_case
    FOREIGN KEY (first_case_id, first_id) REFERENCES cases_case (id, victim_id);
ALTER TABLE cases_duplicateproposal ADD CONSTRAINT duplicate_second_is_of_its_case
    FOREIGN KEY (second_case_id, second_id) REFERENCES cases_case (id, victim_id);
"""
BACKWARDS = """
ALTER TABLE cases_duplicateproposal DROP CONSTRAINT duplicate_second_is_of_its_case;
ALTER TABLE cases_duplicateproposal DROP CONSTRAINT duplicate_first_is_of_its_case;
DROP TRIGGER settled_once ON cases_duplicateproposal;
DROP TRIGGER proposed_once ON cases_duplicateproposal;
DROP TRIGGER append_only ON cases_duplicateproposal;
"""


class Migration(migrations.Migration):
    """Two persons who may be one, proposed by the system and judged once by a coordinator."""

    dependencies = [
        ("cases", "0015_search_before_create"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DuplicateProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.PositiveSmallIntegerField()),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None),
                ),
                ("found_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("same", "The same person"), ("different", "Not the same person")],
                        max_length=12,
                        verbose_name="verdict",
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "first",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.victim"),
                ),
                (
                    "first_case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "second",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.victim"),
                ),
                (
                    "second_case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
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
                "permissions": [("settle_duplicateproposal", "Can judge whether two persons are one")],
                "indexes": [
                    models.Index(
                        condition=models.Q(("verdict", "")), fields=["-found_at", "-id"], name="duplicate_to_judge"
                    ),
                    models.Index(fields=["second"], name="duplicate_by_second"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="duplicate_is_proposed_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="duplicate_is_of_two"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                models.Q(("verdict", ""), _negated=True),
                                models.Q(("why", ""), _negated=True),
                            ),
                            models.Q(
                                ("settled_at__isnull", True), ("settled_by__isnull", True), ("verdict", ""), ("why", "")
                            ),
                            _connector="OR",
                        ),
                        name="duplicate_is_settled_whole",
                    ),
                    models.CheckConstraint(condition=models.Q(("score__lte", 100)), name="duplicate_score_is_of_100"),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["", "same", "different"])),
                        name="duplicate_verdict_is_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
