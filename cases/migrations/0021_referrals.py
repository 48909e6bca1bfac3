import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER append_only BEFORE DELETE ON cases_referral FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER sent_once BEFORE UPDATE ON cases_referral FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'case_id', 'number', 'receiver', 'receiver_name', 'told', 'basis', 'basis_note', 'consented_on', 'sent_on',
    'sent_by_id', 'recorded_at');
CREATE TRIGGER answered_once BEFORE UPDATE ON cases_referral FOR EACH ROW
    EXECUTE FUNCTION cases_settled('answered_on', 'answered_by_id', 'answered_as', 'answer');
CREATE TRIGGER ended_once BEFORE UPDATE ON cases_referral FOR EACH ROW
    EXECUTE FUNCTION cases_settled('ended_on', 'ended_by_id', 'ended_as', 'ended_note');
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON cases_referral
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE cases_referral ADD CONSTRAINT referral_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
"""
BACKWARDS = """
ALTER TABLE cases_referral DROP CONSTRAINT referral_follows_its_case;
DROP TRIGGER carries_case ON cases_referral;
DROP TRIGGER ended_once ON cases_referral;
DROP TRIGGER answered_once ON cases_referral;
DROP TRIGGER sent_once ON cases_referral;
DROP TRIGGER append_only ON cases_referral;
"""


class Migration(migrations.Migration):
    """Who outside the register was told, on which basis, and what they answered."""

    dependencies = [
        ("cases", "0020_tasks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("number", models.PositiveIntegerField()),
                (
                    "receiver",
                    models.CharField(
                        choices=[
                            ("municipality", "Municipality"),
                            ("return_agency", "Hjemrejsestyrelsen"),
                            ("drc", "DRC Dansk Flygtningehjælp"),
                            ("prison_service", "Kriminalforsorgen"),
                            ("region", "Region (health)"),
                            ("other", "Somebody else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("receiver_name", models.CharField(max_length=120, verbose_name="which office")),
                ("told", models.TextField(verbose_name="what they were told")),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("consent", "The person’s consent (GDPR articles 6(1)(a) and 9(2)(a))"),
                            (
                                "public_task",
                                "A task of a public authority (section 28 of the Public Administration Act)",
                            ),
                            ("duty", "A duty to notify, for a child (section 133 of the Act of the Child)"),
                            ("vital", "Danger to life or health (GDPR article 9(2)(c))"),
                            ("law_enforcement", "A criminal case (the Law Enforcement Act)"),
                        ],
                        max_length=20,
                        verbose_name="legal basis",
                    ),
                ),
                ("basis_note", models.CharField(blank=True, max_length=300, verbose_name="why")),
                ("consented_on", models.DateField(blank=True, null=True, verbose_name="consented")),
                ("sent_on", models.DateField(verbose_name="sent")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answered_as",
                    models.CharField(
                        blank=True, choices=[("accepted", "Accepted"), ("rejected", "Rejected")], max_length=8
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="answer")),
                (
                    "ended_as",
                    models.CharField(blank=True, choices=[("done", "Done"), ("revoked", "Revoked")], max_length=8),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended")),
                ("ended_note", models.CharField(blank=True, max_length=500, verbose_name="what came of it")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="cases.case"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_as", ""), ("ended_as", "")),
                        fields=["sent_on", "case"],
                        name="referral_unanswered",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="referral_numbered_within_its_case"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "receiver__in",
                                ["municipality", "return_agency", "drc", "prison_service", "region", "other"],
                            )
                        ),
                        name="referral_receiver_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["consent", "public_task", "duty", "vital", "law_enforcement"])
                        ),
                        name="referral_basis_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "consent"), _negated=True),
                            models.Q(("consented_on__isnull", False), ("consented_on__lte", models.F("sent_on"))),
                            _connector="OR",
                        ),
                        name="referral_on_consent_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis", "consent"), models.Q(("basis_note", ""), _negated=True), _connector="OR"
                        ),
                        name="referral_without_consent_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("answered_as", ""),
                                ("answered_by__isnull", True),
                                ("answered_on__isnull", True),
                            ),
                            models.Q(
                                ("answered_as__in", ["accepted", "rejected"]),
                                ("answered_by__isnull", False),
                                ("answered_on__gte", models.F("sent_on")),
                            ),
                            _connector="OR",
                        ),
                        name="referral_is_answered_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_as", ""),
                                ("ended_by__isnull", True),
                                ("ended_note", ""),
                                ("ended_on__isnull", True),
                            ),
                            models.Q(
                                ("answered_as", "accepted"),
                                ("ended_as", "done"),
                                ("ended_by__isnull", False),
                                ("ended_on__gte", models.F("answered_on")),
                            ),
                            models.Q(
                                models.Q(("answered_as", "rejected"), _negated=True),
                                models.Q(("ended_note", ""), _negated=True),
                                ("ended_as", "revoked"),
                                ("ended_by__isnull", False),
                                ("ended_on__gte", models.F("sent_on")),
                            ),
                            _connector="OR",
                        ),
                        name="referral_ends_after_what_came_before",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
