import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import cmm.crypto.fields

WRITTEN = {
    "supportitem": "'line', 'theme_id', 'need', 'goal', 'who', 'begins_on', 'due_on', 'status', 'note'",
    "preparedreturn": "'country', 'partner', 'partner_office', 'plan', 'risks'",
    "returnevent": "'mark', 'happened_on', 'month', 'note'",
    "criminalevent": "'proceeding', 'step', 'happened_on', 'provision', 'case_number', 'district_id'",
    "claim": "'body', 'claimed_on', 'claimed'",
}
CARRIED = """
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON followup_{0}
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE followup_{0} ADD CONSTRAINT {0}_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
CREATE TRIGGER append_only BEFORE DELETE ON followup_{0} FOR EACH ROW EXECUTE FUNCTION core_append_only();
"""
KEPT = """
CREATE TRIGGER written_once BEFORE UPDATE ON followup_{0} FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'case_id', 'number', 'recorded_by_id', 'recorded_at', 'corrects_id', {1});
CREATE TRIGGER closed_once BEFORE UPDATE ON followup_{0}
    FOR EACH ROW EXECUTE FUNCTION cases_settled('closed_at', 'closed_by_id', 'closed_as', 'closed_reason');
"""
DECIDED = """
CREATE TRIGGER decided_once BEFORE UPDATE ON followup_claim
    FOR EACH ROW EXECUTE FUNCTION cases_settled('decided_on', 'outcome', 'granted', 'decided_by_id');
"""
SHARED = """
CREATE TRIGGER shared_once BEFORE UPDATE ON followup_sharedfile FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'id', 'case_id', 'referral_id', 'organisation_id', 'parts', 'frozen', 'shared_by_id', 'shared_at', 'expires_at');
CREATE TRIGGER closed_once BEFORE UPDATE ON followup_sharedfile
    FOR EACH ROW EXECUTE FUNCTION cases_settled('closed_at');
-- Whoever writes the answer, or takes the referral back, need not see what was shared; and nobody else may say it.
CREATE FUNCTION followup_share_follows_referral() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.followup_sharedfile SET answered_as = NEW.answered_as,
        closed_at = coalesce(closed_at, CASE WHEN NEW.ended_as = 'revoked' OR NEW.consent_withdrawn_on IS NOT NULL
            THEN greatest(coalesce((sec.context()).at, now()), shared_at) END)
        WHERE referral_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER share_follows AFTER UPDATE OF answered_as, ended_as, consent_withdrawn_on ON cases_referral
    FOR EACH ROW EXECUTE FUNCTION followup_share_follows_referral();
CREATE FUNCTION followup_share_is_its_referrals() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF pg_trigger_depth() = 1 AND NOT sec.system()
            AND (NEW.answered_as, NEW.closed_at) IS DISTINCT FROM (OLD.answered_as, OLD.closed_at)
        THEN
            RAISE EXCEPTION 'a shared part of a file follows its referral' USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF NEW.referral_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM public.cases_referral WHERE id = NEW.referral_id AND case_id = NEW.case_id)
    THEN
        RAISE EXCEPTION 'a shared part of a file follows its referral' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER is_its_referrals BEFORE INSERT OR UPDATE ON followup_sharedfile
    FOR EACH ROW EXECUTE FUNCTION followup_share_is_its_referrals();
"""
FORWARDS = "".join(
    [CARRIED.format(name) + KEPT.format(name, columns) for name, columns in WRITTEN.items()]
    + [CARRIED.format("sharedfile"), DECIDED, SHARED]
)
BACKWARDS = """
DROP TRIGGER share_follows ON cases_referral;
DROP TRIGGER is_its_referrals ON followup_sharedfile;
DROP FUNCTION followup_share_is_its_referrals();
DROP FUNCTION followup_share_follows_referral();
"""


class Migration(migrations.Migration):
    """The support plan, the prepared return, the criminal case, compensation, and parts of a file shared for a time."""

    initial = True

    dependencies = [
        ("accounts", "0002_sessions_and_the_policy_table_as_rows"),
        ("cases", "0026_disclosures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Claim",
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
                    "body",
                    models.CharField(
                        choices=[
                            ("board", "Erstatningsnævnet"),
                            ("criminal_case", "The court, in the criminal case"),
                            ("civil_case", "A court, in a case of its own"),
                            ("other", "Somebody else"),
                        ],
                        max_length=13,
                        verbose_name="who is asked",
                    ),
                ),
                ("claimed_on", models.DateField(verbose_name="claimed")),
                ("claimed", models.PositiveIntegerField(verbose_name="amount claimed")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("granted", "Granted"),
                            ("partly", "Granted in part"),
                            ("rejected", "Rejected"),
                            ("dropped", "Taken back"),
                        ],
                        max_length=8,
                        verbose_name="what came of it",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided")),
                ("granted", models.PositiveIntegerField(blank=True, null=True, verbose_name="amount granted")),
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
                        to="followup.claim",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    models.UniqueConstraint(fields=("case", "number"), name="claim_numbered_within_its_case"),
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
                        name="claim_is_closed_by_somebody_who_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("body__in", ["board", "criminal_case", "civil_case", "other"]), ("claimed__gt", 0)
                        ),
                        name="claim_asks_somebody_for_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_by__isnull", True),
                                ("decided_on__isnull", True),
                                ("granted__isnull", True),
                                ("outcome", ""),
                            ),
                            models.Q(
                                models.Q(
                                    models.Q(("granted__gt", 0), ("outcome__in", ["granted", "partly"])),
                                    models.Q(("granted", 0), ("outcome__in", ["rejected", "dropped"])),
                                    _connector="OR",
                                ),
                                ("decided_by__isnull", False),
                                ("decided_on__gte", models.F("claimed_on")),
                                ("decided_on__isnull", False),
                                ("granted__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="claim_is_decided_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CriminalEvent",
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
                ("proceeding", models.PositiveSmallIntegerField()),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("reported", "Reported"),
                            ("charged", "Charge"),
                            ("shelved", "Investigation ended"),
                            ("indicted", "Indictment"),
                            ("waiver", "Indictment waived"),
                            ("convicted", "Judgment: convicted"),
                            ("acquitted", "Judgment: acquitted"),
                            ("appealed", "Appealed"),
                        ],
                        max_length=9,
                        verbose_name="what happened",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="day")),
                (
                    "provision",
                    models.CharField(
                        choices=[("262a", "§ 262 a"), ("262b", "§ 262 b"), ("other", "Another section")],
                        max_length=5,
                        verbose_name="section",
                    ),
                ),
                ("case_number", models.CharField(max_length=30, verbose_name="their case number")),
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
                        to="followup.criminalevent",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.code",
                        verbose_name="police district",
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
                "ordering": ["case", "proceeding", "happened_on", "number"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="criminalevent_numbered_within_its_case"),
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
                        name="criminalevent_is_closed_by_somebody_who_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proceeding__gte", 1),
                            ("provision__in", ["262a", "262b", "other"]),
                            (
                                "step__in",
                                [
                                    "reported",
                                    "charged",
                                    "shelved",
                                    "indicted",
                                    "waiver",
                                    "convicted",
                                    "acquitted",
                                    "appealed",
                                ],
                            ),
                        ),
                        name="criminalevent_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("case_number__regex", "^(?=.*[0-9])[0-9A-ZÆØÅ][0-9A-Za-zÆØÅæøå./-]{2,29}$"),
                            models.Q(("case_number__regex", "^[0-9]{6}-?[0-9]{4}$"), _negated=True),
                        ),
                        name="criminalevent_number_is_a_number",
                        violation_error_message="Write the case number alone: digits and letters, no name and no CPR number.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreparedReturn",
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
                ("country", models.CharField(max_length=2, verbose_name="country")),
                (
                    "partner",
                    models.CharField(
                        choices=[
                            ("drc", "DRC Dansk Flygtningehjælp"),
                            ("iom", "IOM"),
                            ("other", "Another organisation"),
                            ("none", "Nobody yet"),
                        ],
                        max_length=5,
                        verbose_name="who helps after the return",
                    ),
                ),
                ("partner_office", models.CharField(blank=True, max_length=120, verbose_name="which office")),
                ("plan", models.TextField(blank=True, verbose_name="plan of reintegration")),
                ("risks", models.TextField(blank=True, verbose_name="risks in the home country")),
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
                        to="followup.preparedreturn",
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
                    models.UniqueConstraint(fields=("case", "number"), name="preparedreturn_numbered_within_its_case"),
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
                        name="preparedreturn_is_closed_by_somebody_who_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("case",),
                        name="preparedreturn_one_stands_in_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("country__regex", "^[A-Z]{2}$"), ("partner__in", ["drc", "iom", "other", "none"])
                        ),
                        name="preparedreturn_goes_somewhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnEvent",
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
                    "mark",
                    models.CharField(
                        choices=[
                            ("offered", "Offered"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("risk", "Risk in the home country assessed"),
                            ("planned", "Journey planned"),
                            ("arrived", "Met by the partner"),
                            ("contact", "Followed up"),
                            ("completed", "Completed"),
                            ("interrupted", "Interrupted"),
                        ],
                        max_length=11,
                        verbose_name="what happened",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="day")),
                ("month", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="month after return")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="more about it")),
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
                        to="followup.returnevent",
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
                "ordering": ["case", "happened_on", "number"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="returnevent_numbered_within_its_case"),
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
                        name="returnevent_is_closed_by_somebody_who_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "mark__in",
                                [
                                    "offered",
                                    "accepted",
                                    "declined",
                                    "risk",
                                    "planned",
                                    "arrived",
                                    "contact",
                                    "completed",
                                    "interrupted",
                                ],
                            )
                        ),
                        name="returnevent_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("mark", "contact"), ("month__gte", 1), ("month__isnull", False), ("month__lte", 6)
                            ),
                            models.Q(models.Q(("mark", "contact"), _negated=True), ("month__isnull", True)),
                            _connector="OR",
                        ),
                        name="returnevent_follows_up_a_month",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True), ("month__isnull", False)),
                        fields=("case", "month"),
                        name="returnevent_each_month_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SharedFile",
            fields=[
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("parts", models.JSONField()),
                ("frozen", cmm.crypto.fields.EncryptedField(purpose="identity", row="pk")),
                ("shared_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField(verbose_name="until")),
                (
                    "answered_as",
                    models.CharField(
                        blank=True, choices=[("accepted", "Accepted"), ("rejected", "Rejected")], max_length=8
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shared", to="cases.case"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="who receives it",
                    ),
                ),
                (
                    "referral",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shared", to="cases.referral"
                    ),
                ),
                (
                    "shared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-shared_at", "-pk"],
                "permissions": [("answer_sharedfile", "Can answer what was shared with the organisation")],
                "indexes": [models.Index(fields=["organisation", "-shared_at"], name="sharedfile_by_receiver")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("shared_at"))), name="sharedfile_expires"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportItem",
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
                ("line", models.PositiveIntegerField()),
                ("need", models.CharField(max_length=300, verbose_name="need")),
                ("goal", models.CharField(max_length=300, verbose_name="goal")),
                ("who", models.CharField(max_length=120, verbose_name="who")),
                ("begins_on", models.DateField(verbose_name="from")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="by")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("under_way", "Under way"),
                            ("met", "The need is met"),
                            ("not_met", "The need could not be met"),
                            ("declined", "The person does not want it"),
                        ],
                        max_length=9,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="how it goes")),
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
                        to="followup.supportitem",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.code",
                        verbose_name="theme",
                    ),
                ),
            ],
            options={
                "ordering": ["case", "number"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="supportitem_numbered_within_its_case"),
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
                        name="supportitem_is_closed_by_somebody_who_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("case", "line"),
                        name="supportitem_one_stands_in_a_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["planned", "under_way", "met", "not_met", "declined"]),
                            models.Q(("need", ""), _negated=True),
                            models.Q(("goal", ""), _negated=True),
                            models.Q(("who", ""), _negated=True),
                        ),
                        name="supportitem_says_what_and_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__isnull", True), ("due_on__gte", models.F("begins_on")), _connector="OR"
                        ),
                        name="supportitem_is_due_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("line__lte", models.F("number"))), name="supportitem_line_began_before"
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
