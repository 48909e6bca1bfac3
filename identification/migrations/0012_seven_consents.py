import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

KEPT = """
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON identification_consent
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE identification_consent ADD CONSTRAINT consent_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
CREATE TRIGGER append_only BEFORE DELETE ON identification_consent FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER given_once BEFORE UPDATE ON identification_consent FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'case_id', 'interview_id', 'topic', 'answer', 'given_on', 'recorded_at');
CREATE TRIGGER withdrawn_once BEFORE UPDATE ON identification_consent
    FOR EACH ROW EXECUTE FUNCTION cases_settled('withdrawn_at', 'withdrawn_by_id', 'withdrawn_on');
"""
FREE = """
DROP TRIGGER withdrawn_once ON identification_consent;
DROP TRIGGER given_once ON identification_consent;
DROP TRIGGER append_only ON identification_consent;
ALTER TABLE identification_consent DROP CONSTRAINT consent_follows_its_case;
DROP TRIGGER carries_case ON identification_consent;
"""


class Migration(migrations.Migration):
    """The seven answers of an interview, each with its day; taking one back is an act of its own."""

    dependencies = [
        ("cases", "0010_documents"),
        ("identification", "0011_second_opinions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("interview", "Agrees to the interview"),
                            ("purpose", "Has been told what the interview is for"),
                            ("use", "Has been told how the information is used and may be used"),
                            ("research", "Has been told that information without identity may be used for research"),
                            ("access", "Has been told of the right to ask for one’s own information"),
                            ("storage", "Has been told how long the information is kept"),
                            ("withdrawal", "Has been told how consent is withdrawn"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Don't know"), ("not_asked", "Not asked")],
                        max_length=10,
                    ),
                ),
                ("given_on", models.DateField()),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="cases.case"
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="identification.interview",
                    ),
                ),
                (
                    "withdrawn_by",
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
                "ordering": ["case", "pk"],
                "indexes": [models.Index(fields=["case", "topic", "id"], name="consent_by_case")],
                "constraints": [
                    models.UniqueConstraint(fields=("interview", "topic"), name="consent_once_an_interview"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "topic__in",
                                ["interview", "purpose", "use", "research", "access", "storage", "withdrawal"],
                            )
                        ),
                        name="consent_topic_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["yes", "no", "unknown"])), name="consent_answer_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_by__isnull", True),
                                ("withdrawn_on__isnull", True),
                            ),
                            models.Q(
                                ("answer", "yes"),
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                ("withdrawn_on__gte", models.F("given_on")),
                            ),
                            _connector="OR",
                        ),
                        name="consent_is_withdrawn_by_somebody",
                    ),
                ],
            },
        ),
        migrations.RunSQL(KEPT, FREE),
    ]
