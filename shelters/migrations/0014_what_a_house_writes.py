import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import cmm.crypto.fields

CARRIED = """
ALTER TABLE shelters_placement ADD CONSTRAINT placement_is_carried UNIQUE (id, case_id, house_organisation);

CREATE FUNCTION shelters_carry_house_of_stay() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.placement_id = OLD.placement_id THEN
        IF pg_trigger_depth() = 1 THEN
            NEW.house_organisation := OLD.house_organisation;
        END IF;
        RETURN NEW;
    END IF;
    SELECT house_organisation INTO NEW.house_organisation FROM public.shelters_placement WHERE id = NEW.placement_id;
    RETURN NEW;
END $$;
"""
# Whatever writes here, and however: nothing stands in these columns that was not closed first.
HUNG = "".join(
    f"""
ALTER TABLE shelters_{table} ADD CONSTRAINT {table}_is_closed CHECK (
    said IS NULL OR substring(said FROM 1 FOR 3) = 'v1|'::bytea);
CREATE TRIGGER append_only BEFORE DELETE ON shelters_{table} FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON shelters_{table}
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
CREATE TRIGGER carries_house BEFORE INSERT OR UPDATE ON shelters_{table}
    FOR EACH ROW EXECUTE FUNCTION shelters_carry_house_of_stay();
ALTER TABLE shelters_{table} ADD CONSTRAINT {table}_follows_its_stay
    FOREIGN KEY (placement_id, case_id, house_organisation)
    REFERENCES shelters_placement (id, case_id, house_organisation) ON UPDATE CASCADE;
ALTER TABLE shelters_{table} ADD CONSTRAINT {table}_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
"""
    for table in ("service", "housenote")
)
SETTLED = """
CREATE TRIGGER logged_once BEFORE UPDATE ON shelters_service FOR EACH ROW EXECUTE FUNCTION
    cases_settled('id', 'placement_id', 'case_id', 'kind_id', 'given_on', 'minutes', 'logged_by_id', 'logged_at');
CREATE TRIGGER struck_once BEFORE UPDATE ON shelters_service FOR EACH ROW EXECUTE FUNCTION
    cases_settled('struck_at', 'struck_by_id', 'struck_as');
CREATE TRIGGER written_once BEFORE UPDATE ON shelters_housenote FOR EACH ROW EXECUTE FUNCTION
    cases_settled('id', 'placement_id', 'case_id', 'kind', 'at', 'expected_at', 'planned_to', 'follows_id',
        'written_by_id', 'written_at');
CREATE TRIGGER ended_once BEFORE UPDATE ON shelters_housenote FOR EACH ROW EXECUTE FUNCTION
    cases_settled('ended_at', 'ended_by_id', 'ended_as', 'back_at');
CREATE TRIGGER seen_once BEFORE UPDATE ON shelters_housenote FOR EACH ROW EXECUTE FUNCTION
    cases_settled('seen_at', 'seen_by_id');
"""


class Migration(migrations.Migration):
    """A house writes down what it gives and what happens, under the stay. One way: the policies rest on it."""

    dependencies = [
        ("cases", "0021_referrals"),
        ("shelters", "0012_why_placed_there_all_the_same"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HouseNote",
            fields=[
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("house_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("said", cmm.crypto.fields.EncryptedField(null=True, purpose="identity", row="pk")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("incident", "Incident"),
                            ("absence", "Absence"),
                            ("disappeared", "Did not come back"),
                            ("came_back", "Came back after all"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                ("expected_at", models.DateTimeField(blank=True, null=True, verbose_name="expected back")),
                ("planned_to", models.DateField(blank=True, null=True)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "ended_as",
                    models.CharField(
                        blank=True, choices=[("back", "The person is back"), ("corrected", "Corrected")], max_length=10
                    ),
                ),
                ("back_at", models.DateTimeField(blank=True, null=True, verbose_name="came back")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
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
                    "follows",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="shelters.housenote",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shelters.placement"
                    ),
                ),
                (
                    "seen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "-at"], name="shelters_notes_by_case"),
                    models.Index(
                        condition=models.Q(("kind__in", ("disappeared", "came_back")), ("seen_at__isnull", True)),
                        fields=["case"],
                        name="shelters_notes_unseen",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["incident", "absence", "disappeared", "came_back"])),
                        name="shelters_note_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "incident"), _negated=True), ("said__isnull", False), _connector="OR"
                        ),
                        name="shelters_incident_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expected_at__isnull", True),
                            models.Q(("expected_at__gt", models.F("at")), ("kind", "absence")),
                            _connector="OR",
                        ),
                        name="shelters_absent_until_later",
                        violation_error_message="The return must come after the person left.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "disappeared"), ("planned_to__isnull", False)),
                            models.Q(models.Q(("kind", "disappeared"), _negated=True), ("planned_to__isnull", True)),
                            _connector="OR",
                        ),
                        name="shelters_gone_keeps_what_was_planned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("back_at__isnull", True),
                                ("ended_as", ""),
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", True),
                            ),
                            models.Q(
                                ("back_at__gte", models.F("at")),
                                ("back_at__isnull", False),
                                ("ended_as", "back"),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("kind__in", ("absence", "disappeared")),
                            ),
                            models.Q(
                                ("back_at__isnull", True),
                                ("ended_as", "corrected"),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("kind__in", ("absence", "incident")),
                            ),
                            _connector="OR",
                        ),
                        name="shelters_note_ended_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seen_at__isnull", True), ("seen_by__isnull", True)),
                            models.Q(
                                ("kind__in", ("disappeared", "came_back")),
                                ("seen_at__isnull", False),
                                ("seen_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="shelters_note_seen_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("kind", "absence")),
                        fields=("placement",),
                        name="shelters_away_once_at_a_time",
                        violation_error_code="away",
                        violation_error_message="The person is already noted as away.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "disappeared")), fields=("placement",), name="shelters_gone_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("house_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("said", cmm.crypto.fields.EncryptedField(null=True, purpose="identity", row="pk")),
                ("given_on", models.DateField(verbose_name="day")),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes")),
                ("logged_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "struck_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong_person", "It was another resident"),
                            ("wrong_line", "Wrong day or wrong service"),
                            ("twice", "It was written twice"),
                            ("not_given", "It came to nothing"),
                        ],
                        max_length=12,
                    ),
                ),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.code",
                        verbose_name="service",
                    ),
                ),
                (
                    "logged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shelters.placement"
                    ),
                ),
                (
                    "struck_by",
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
                "indexes": [models.Index(fields=["case", "-given_on", "-logged_at"], name="shelters_services_by_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes__isnull", True),
                            models.Q(("minutes__gt", 0), ("minutes__lte", 1440)),
                            _connector="OR",
                        ),
                        name="shelters_service_takes_minutes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("struck_as", ""), ("struck_at__isnull", True), ("struck_by__isnull", True)),
                            models.Q(
                                ("struck_as__in", ["wrong_person", "wrong_line", "twice", "not_given"]),
                                ("struck_at__isnull", False),
                                ("struck_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="shelters_service_struck_by_somebody",
                    ),
                ],
            },
        ),
        *(migrations.RunSQL(text) for text in (CARRIED, HUNG, SETTLED)),
    ]
