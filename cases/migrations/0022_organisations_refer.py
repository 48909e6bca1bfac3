import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER append_only BEFORE DELETE ON cases_handover FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER sent_once BEFORE UPDATE ON cases_handover FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'ref', 'submission_key', 'organisation_id', 'receiver_id', 'sent_by_id', 'sent_at', 'consent', 'said', 'way',
    'urgency', 'language_id', 'sex', 'age_band', 'note');
CREATE TRIGGER answered_once BEFORE UPDATE ON cases_handover FOR EACH ROW
    EXECUTE FUNCTION cases_settled('answered_at', 'answered_by_id', 'answered_as', 'answer', 'inquiry_id');
CREATE TRIGGER tied_once BEFORE UPDATE ON cases_handover FOR EACH ROW EXECUTE FUNCTION cases_settled('case_id');
CREATE TRIGGER withdrawn_once BEFORE UPDATE ON cases_handover FOR EACH ROW
    EXECUTE FUNCTION cases_settled('withdrawn_at', 'withdrawn_by_id');
CREATE TRIGGER heeded_once BEFORE UPDATE ON cases_handover FOR EACH ROW
    EXECUTE FUNCTION cases_settled('heeded_at', 'heeded_by_id');

-- While it belongs to no case it carries whom it was sent to.
CREATE FUNCTION cases_handover_carries() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.case_id IS NOT DISTINCT FROM OLD.case_id THEN
        -- Only the foreign key's cascade, itself a trigger, changes them; whatever else writes here is overruled.
        IF pg_trigger_depth() = 1 THEN
            NEW.case_organisation := OLD.case_organisation;
            NEW.case_protection := OLD.case_protection;
            NEW.case_authority := OLD.case_authority;
        END IF;
    ELSIF NEW.case_id IS NULL THEN
        NEW.case_organisation := NEW.receiver_id;
        NEW.case_protection := 'normal';
        NEW.case_authority := '';
    ELSE
        SELECT organisation_id, protection, authority INTO NEW.case_organisation, NEW.case_protection, NEW.case_authority
            FROM public.cases_case WHERE id = NEW.case_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON cases_handover
    FOR EACH ROW EXECUTE FUNCTION cases_handover_carries();
ALTER TABLE cases_handover ADD CONSTRAINT handover_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
"""
BACKWARDS = """
ALTER TABLE cases_handover DROP CONSTRAINT handover_follows_its_case;
DROP TRIGGER carries_case ON cases_handover;
DROP FUNCTION cases_handover_carries();
DROP TRIGGER heeded_once ON cases_handover;
DROP TRIGGER withdrawn_once ON cases_handover;
DROP TRIGGER tied_once ON cases_handover;
DROP TRIGGER answered_once ON cases_handover;
DROP TRIGGER sent_once ON cases_handover;
DROP TRIGGER append_only ON cases_handover;
"""


class Migration(migrations.Migration):
    """Organisations refer somebody to CMM, with the consent as it was given."""

    dependencies = [
        ("accounts", "0002_sessions_and_the_policy_table_as_rows"),
        ("cases", "0021_referrals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("ref", models.CharField(max_length=24, unique=True)),
                ("submission_key", models.UUIDField()),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "consent",
                    models.CharField(
                        choices=[
                            ("contact_and_seen", "That CMM gets in touch, and that we tell what we have seen"),
                            ("contact", "That CMM gets in touch, and nothing else"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "said",
                    models.CharField(
                        choices=[
                            ("own_language", "In a language we share"),
                            ("interpreter", "With an interpreter"),
                            ("written", "In writing"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("through_us", "Through us"),
                            ("at_ours", "Meets CMM at our place"),
                            ("rings", "Rings CMM"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("tonight", "Tonight"), ("tomorrow", "Tomorrow"), ("can_wait", "Can wait")],
                        max_length=8,
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("female", "Woman"),
                            ("male", "Man"),
                            ("trans_or_other", "Transgender or other"),
                            ("unknown", "Unknown"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "age_band",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("under_15", "Under 15"),
                            ("15_17", "15–17"),
                            ("18_24", "18–24"),
                            ("25_34", "25–34"),
                            ("35_44", "35–44"),
                            ("45_plus", "45 or over"),
                            ("unknown", "Unknown"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=400)),
                (
                    "answered_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("inquiry", "Accepted as an inquiry"),
                            ("case", "Belongs to a case there is"),
                            ("refused", "No"),
                        ],
                        max_length=8,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("heeded_at", models.DateTimeField(blank=True, null=True)),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="cases.case",
                    ),
                ),
                (
                    "heeded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inquiry",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handover",
                        to="cases.inquiry",
                    ),
                ),
                (
                    "language",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.code",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="referring organisation",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "permissions": [
                    ("follow_handover", "Can follow the status of what the organisation referred"),
                    ("answer_handover", "Can answer what an organisation referred"),
                    ("withdraw_handover", "Can withdraw the consent for the person"),
                ],
                "indexes": [
                    models.Index(fields=["organisation", "-sent_at"], name="handover_by_sender"),
                    models.Index(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            models.Q(("heeded_at__isnull", True), ("withdrawn_at__isnull", False)),
                            _connector="OR",
                        ),
                        fields=["case_organisation", "sent_at"],
                        name="handover_waits",
                    ),
                    models.Index(fields=["case_organisation", "-sent_at"], name="handover_newest_first"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "submission_key"), name="handover_stored_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("consent__in", ["contact_and_seen", "contact"]),
                            ("said__in", ["own_language", "interpreter", "written"]),
                            ("urgency__in", ["tonight", "tomorrow", "can_wait"]),
                            ("way__in", ["through_us", "at_ours", "rings"]),
                        ),
                        name="handover_says_what_was_agreed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("consent", "contact_and_seen"),
                            models.Q(("age_band", ""), ("note", ""), ("sex", "")),
                            _connector="OR",
                        ),
                        name="handover_tells_what_was_seen_with_consent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("answered_as", ""),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                                ("case__isnull", True),
                                ("inquiry__isnull", True),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("answered_as", "inquiry"),
                                ("inquiry__isnull", False),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("answered_as", "case"),
                                ("case__isnull", False),
                                ("inquiry__isnull", True),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("answered_as", "refused"),
                                ("case__isnull", True),
                                ("inquiry__isnull", True),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="handover_is_answered_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("heeded_at__isnull", True),
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_by__isnull", True),
                            ),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="handover_is_withdrawn_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("heeded_at__isnull", True), ("heeded_by__isnull", True)),
                            models.Q(("heeded_at__isnull", False), ("heeded_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="handover_is_heeded_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            ("answered_at__isnull", True),
                            ("answered_at__lte", models.F("withdrawn_at")),
                            _connector="OR",
                        ),
                        name="handover_is_not_answered_without_consent",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
