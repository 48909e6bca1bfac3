import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

KEPT = (
    "'id', 'case_id', 'number', 'receiver', 'receiver_name', 'told', 'basis', 'basis_note', 'consented_on', 'sent_on',"
    " 'consented_by', 'consented_how', 'consented_to',"
)
SENT = f"""
DROP TRIGGER sent_once ON cases_referral;
CREATE TRIGGER sent_once BEFORE UPDATE ON cases_referral FOR EACH ROW EXECUTE FUNCTION cases_settled(
    {KEPT} %s 'sent_by_id', 'recorded_at');
"""
FORWARDS = f"""{SENT % "'kind',"}
-- The cascade names case_id too, and never changes it.
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OF id, number, way, receiver, receiver_name, told, basis, basis_note,
    consented_on, consented_by, consented_how, consented_to, told_on, told_by_id, recorded_at, referral_id, corrects_id
    ON cases_disclosure FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER stays_in_its_case BEFORE UPDATE OF case_id ON cases_disclosure FOR EACH ROW
    WHEN (OLD.case_id IS DISTINCT FROM NEW.case_id) EXECUTE FUNCTION core_append_only();
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON cases_disclosure
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE cases_disclosure ADD CONSTRAINT disclosure_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
"""
BACKWARDS = f"""{SENT % ""}
ALTER TABLE cases_disclosure DROP CONSTRAINT disclosure_follows_its_case;
DROP TRIGGER carries_case ON cases_disclosure;
DROP TRIGGER stays_in_its_case ON cases_disclosure;
DROP TRIGGER append_only ON cases_disclosure;
"""


class Migration(migrations.Migration):
    """The ledger of who outside was told what; and a referral may ask somebody to take over."""

    dependencies = [
        ("cases", "0025_whoever_received_it_answers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("number", models.PositiveIntegerField()),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("referral", "Referral or transfer"),
                            ("shared", "Part of the file, shared here"),
                            ("phone", "By telephone"),
                            ("meeting", "At a meeting"),
                            ("letter", "By letter or secure mail"),
                            ("place", "Request for a place"),
                            ("access", "Access to the case"),
                            ("other", "In another way"),
                        ],
                        max_length=8,
                        verbose_name="how",
                    ),
                ),
                (
                    "receiver",
                    models.CharField(
                        choices=[
                            ("municipality", "Municipality"),
                            ("return_agency", "Hjemrejsestyrelsen"),
                            ("drc", "DRC Dansk Flygtningehjælp"),
                            ("police", "Police"),
                            ("immigration", "Danish Immigration Service"),
                            ("shelter", "Shelter"),
                            ("counsel", "Counsel for the victim"),
                            ("board", "Erstatningsnævnet"),
                            ("prison_service", "Kriminalforsorgen"),
                            ("region", "Region (health)"),
                            ("other", "Somebody else"),
                        ],
                        max_length=20,
                        verbose_name="who was told",
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
                (
                    "consented_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "The person"),
                            ("representative", "The child’s representative"),
                            ("custodian", "Whoever has custody of the child"),
                            ("not_noted", "Not noted"),
                        ],
                        max_length=14,
                        verbose_name="who consented",
                    ),
                ),
                (
                    "consented_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("written", "In writing"),
                            ("spoken", "By word of mouth"),
                            ("interpreted", "By word of mouth, through an interpreter"),
                            ("not_noted", "Not noted"),
                        ],
                        max_length=11,
                        verbose_name="how they consented",
                    ),
                ),
                ("consented_to", models.CharField(blank=True, max_length=300, verbose_name="to what they consented")),
                ("told_on", models.DateField(verbose_name="told")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="referral",
            name="referral_receiver_is_known",
        ),
        migrations.AddField(
            model_name="referral",
            name="kind",
            field=models.CharField(
                choices=[
                    ("referral", "Referral: they help, and CMM keeps the case"),
                    ("transfer", "Transfer: they take over"),
                ],
                default="referral",
                max_length=8,
                verbose_name="what is asked",
            ),
        ),
        migrations.AlterField(
            model_name="referral",
            name="receiver",
            field=models.CharField(
                choices=[
                    ("municipality", "Municipality"),
                    ("return_agency", "Hjemrejsestyrelsen"),
                    ("drc", "DRC Dansk Flygtningehjælp"),
                    ("police", "Police"),
                    ("immigration", "Danish Immigration Service"),
                    ("shelter", "Shelter"),
                    ("counsel", "Counsel for the victim"),
                    ("board", "Erstatningsnævnet"),
                    ("prison_service", "Kriminalforsorgen"),
                    ("region", "Region (health)"),
                    ("other", "Somebody else"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["referral", "transfer"])), name="referral_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "receiver__in",
                        [
                            "municipality",
                            "return_agency",
                            "drc",
                            "police",
                            "immigration",
                            "shelter",
                            "counsel",
                            "board",
                            "prison_service",
                            "region",
                            "other",
                        ],
                    )
                ),
                name="referral_receiver_is_known",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="disclosures", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="corrects",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                to="cases.disclosure",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="referral",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disclosure",
                to="cases.referral",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="told_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="disclosure_numbered_within_its_case"),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "receiver__in",
                        [
                            "municipality",
                            "return_agency",
                            "drc",
                            "police",
                            "immigration",
                            "shelter",
                            "counsel",
                            "board",
                            "prison_service",
                            "region",
                            "other",
                        ],
                    ),
                    ("way__in", ["referral", "shared", "phone", "meeting", "letter", "place", "access", "other"]),
                    models.Q(("receiver_name", ""), _negated=True),
                    models.Q(("told", ""), _negated=True),
                ),
                name="disclosure_says_how_and_to_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("referral__isnull", False), ("way__in", ["referral", "shared"])),
                    models.Q(models.Q(("way__in", ["referral", "shared"]), _negated=True), ("referral__isnull", True)),
                    _connector="OR",
                ),
                name="disclosure_by_a_referral_names_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("basis", "consent"),
                        ("consented_on__isnull", False),
                        ("consented_on__lte", models.F("told_on")),
                        models.Q(
                            models.Q(
                                ("consented_by__in", ["person", "representative", "custodian"]),
                                ("consented_how__in", ["written", "spoken", "interpreted"]),
                                models.Q(("consented_to", ""), _negated=True),
                            ),
                            models.Q(
                                ("consented_by", "not_noted"), ("consented_how", "not_noted"), ("consented_to", "")
                            ),
                            _connector="OR",
                        ),
                    ),
                    models.Q(
                        ("basis__in", ["public_task", "duty", "vital", "law_enforcement"]),
                        models.Q(("basis_note", ""), _negated=True),
                        ("consented_by", ""),
                        ("consented_how", ""),
                        ("consented_on__isnull", True),
                        ("consented_to", ""),
                    ),
                    _connector="OR",
                ),
                name="disclosure_rests_on_something",
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
