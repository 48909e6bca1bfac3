import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

KEPT = """
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON identification_observation
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE identification_observation ADD CONSTRAINT observation_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
CREATE TRIGGER append_only BEFORE DELETE ON identification_observation
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER written_once BEFORE UPDATE ON identification_observation FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'case_id', 'number', 'recorded_by_id', 'recorded_at', 'corrects_id',
    'indicator_id', 'answer', 'evidence', 'source', 'interview_id', 'observed_by', 'observed_on');
CREATE TRIGGER closed_once BEFORE UPDATE ON identification_observation
    FOR EACH ROW EXECUTE FUNCTION cases_settled('closed_at', 'closed_by_id', 'closed_as', 'closed_reason');
CREATE TRIGGER append_only BEFORE DELETE ON identification_support
    FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER linked_once BEFORE UPDATE ON identification_support FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'assessment_id', 'element', 'kind', 'observation_id', 'added_by_id', 'added_at');
CREATE TRIGGER removed_once BEFORE UPDATE ON identification_support
    FOR EACH ROW EXECUTE FUNCTION cases_settled('removed_at', 'removed_by_id', 'removed_reason');
"""
FREE = """
DROP TRIGGER removed_once ON identification_support;
DROP TRIGGER linked_once ON identification_support;
DROP TRIGGER append_only ON identification_support;
DROP TRIGGER closed_once ON identification_observation;
DROP TRIGGER written_once ON identification_observation;
DROP TRIGGER append_only ON identification_observation;
ALTER TABLE identification_observation DROP CONSTRAINT observation_follows_its_case;
DROP TRIGGER carries_case ON identification_observation;
"""


class Migration(migrations.Migration):
    """What is observed in a case, and what an assessment rests on: rows that are closed and never edited."""

    dependencies = [
        ("cases", "0010_documents"),
        ("identification", "0006_indicators_are_data"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Observation",
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
                (
                    "answer",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Don't know"), ("not_asked", "Not asked")],
                        default="yes",
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                ("evidence", models.TextField(blank=True, verbose_name="evidence")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("interview", "Interview with the person"),
                            ("document", "Document"),
                            ("police", "The police"),
                            ("ngo", "An organisation"),
                            ("own", "Own observation"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                ("observed_by", models.CharField(blank=True, max_length=120, verbose_name="observed by")),
                ("observed_on", models.DateField(verbose_name="observed")),
            ],
            options={
                "ordering": ["case", "number"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "element",
                    models.CharField(
                        choices=[("act", "Act"), ("means", "Means"), ("purpose", "Purpose")], max_length=8
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=24)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("removed_reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
            ],
            options={
                "ordering": ["assessment", "pk"],
            },
        ),
        migrations.AddField(
            model_name="assessment",
            name="catalogue",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identification.catalogue",
            ),
        ),
        migrations.AddField(
            model_name="observation",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="observation",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="observation",
            name="corrects",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                to="identification.observation",
            ),
        ),
        migrations.AddField(
            model_name="observation",
            name="indicator",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identification.indicator",
            ),
        ),
        migrations.AddField(
            model_name="observation",
            name="interview",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identification.interview",
            ),
        ),
        migrations.AddField(
            model_name="observation",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="support",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="support",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="support", to="identification.assessment"
            ),
        ),
        migrations.AddField(
            model_name="support",
            name="observation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="support", to="identification.observation"
            ),
        ),
        migrations.AddField(
            model_name="support",
            name="removed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="observation_numbered_within_its_case"),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_as", ""),
                        ("closed_at__isnull", True),
                        ("closed_by__isnull", True),
                        ("closed_reason", ""),
                    ),
                    models.Q(("closed_as", "corrected"), ("closed_at__isnull", False), ("closed_by__isnull", False)),
                    models.Q(
                        ("closed_as", "withdrawn"),
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        models.Q(("closed_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="observation_is_closed_by_somebody_who_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "yes"), _negated=True),
                    models.Q(("evidence", ""), _negated=True),
                    _connector="OR",
                ),
                name="observation_yes_rests_on_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(("indicator__isnull", False), ("answer", "yes"), _connector="OR"),
                name="observation_in_own_words_says_yes",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["yes", "no", "unknown", "not_asked"])),
                name="observation_answer_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["interview", "document", "police", "ngo", "own", "other"])),
                name="observation_source_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(("interview__isnull", True), ("source", "interview"), _connector="OR"),
                name="observation_from_an_interview_says_so",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at__isnull", True)),
                fields=("assessment", "element", "kind", "observation"),
                name="support_once_a_claim",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("element", "act"), ("kind__in", ["recruit", "transport", "transfer", "harbour", "receive"])
                    ),
                    models.Q(
                        ("element", "means"),
                        (
                            "kind__in",
                            [
                                "unlawful_coercion",
                                "deprivation_of_liberty",
                                "threats",
                                "deception",
                                "improper_approach",
                            ],
                        ),
                    ),
                    models.Q(("element", "purpose"), ("kind", "")),
                    _connector="OR",
                ),
                name="support_is_of_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True), ("removed_reason", "")),
                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                    _connector="OR",
                ),
                name="support_is_removed_by_somebody",
            ),
        ),
        migrations.RunSQL(KEPT, FREE),
    ]
