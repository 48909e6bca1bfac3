import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# What is settled stays settled: once the first column named has a value, none of them changes.
FORWARDS = """
CREATE FUNCTION cases_settled() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    was constant jsonb := to_jsonb(OLD);
    is_now constant jsonb := to_jsonb(NEW);
BEGIN
    IF was ->> TG_ARGV[0] IS NOT NULL
            AND EXISTS (SELECT FROM unnest(TG_ARGV) name WHERE was -> name IS DISTINCT FROM is_now -> name) THEN
        RAISE EXCEPTION 'what % says of its end is settled', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER append_only BEFORE DELETE ON cases_wall FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER raised_once BEFORE UPDATE ON cases_wall
    FOR EACH ROW EXECUTE FUNCTION cases_settled('id', 'case_id', 'user_id', 'reason', 'raised_by_id', 'raised_at');
CREATE TRIGGER lifted_once BEFORE UPDATE ON cases_wall
    FOR EACH ROW EXECUTE FUNCTION cases_settled('lifted_at', 'lifted_by_id');
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON cases_wall
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE cases_wall ADD CONSTRAINT wall_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
"""
BACKWARDS = """
ALTER TABLE cases_wall DROP CONSTRAINT wall_follows_its_case;
DROP TRIGGER carries_case ON cases_wall;
DROP TRIGGER lifted_once ON cases_wall;
DROP TRIGGER raised_once ON cases_wall;
DROP TRIGGER append_only ON cases_wall;
DROP FUNCTION cases_settled();
"""


class Migration(migrations.Migration):
    """A wall hides a case from one user; it is raised and lifted, and never changed otherwise."""

    dependencies = [
        ("cases", "0006_identity_is_closed_to_the_database"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="case",
            options={
                "permissions": [
                    ("assign_case", "Can choose the caseworker"),
                    ("write_journal_case", "Can write in the journal"),
                    ("interview_case", "Can record interviews"),
                    ("assess_case", "Can prepare assessments"),
                    ("decide_case", "Can decide assessments"),
                    ("request_place_case", "Can ask for a place"),
                    ("control_access_case", "Can see and end who has access, and raise walls"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Wall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="walls", to="cases.case"
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-raised_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("lifted_at__isnull", True)), fields=["user"], name="wall_stands_before"
                    ),
                    models.Index(fields=["case", "-raised_at"], name="wall_by_case"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("case", "user"),
                        name="wall_stands_once",
                        violation_error_message="A wall already keeps the case from this colleague.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("raised_by", models.F("user")), _negated=True),
                        name="wall_is_raised_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lifted_by", models.F("user")), _negated=True),
                        name="wall_is_lifted_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                            models.Q(("lifted_at__gte", models.F("raised_at")), ("lifted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="wall_is_lifted_by_somebody",
                    ),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="wall_says_why"),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
