import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import cmm.crypto.fields
from cmm.core.migrating import seeing

FORWARDS = """
CREATE TRIGGER append_only BEFORE DELETE ON cases_safetynote FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER written_once BEFORE UPDATE ON cases_safetynote FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'case_id', 'number', 'no_threat', 'written_by_id', 'written_at');
CREATE TRIGGER append_only BEFORE DELETE ON cases_representative FOR EACH ROW EXECUTE FUNCTION core_append_only();
CREATE TRIGGER recorded_once BEFORE UPDATE ON cases_representative FOR EACH ROW
    EXECUTE FUNCTION cases_settled('id', 'case_id', 'kind', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER ended_once BEFORE UPDATE ON cases_representative FOR EACH ROW
    EXECUTE FUNCTION cases_settled('ended_at', 'ended_by_id');
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON cases_safetynote
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON cases_representative
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE cases_safetynote ADD CONSTRAINT safety_note_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
ALTER TABLE cases_representative ADD CONSTRAINT representative_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
-- Whatever writes here, and however: nothing stands in these columns that was not closed first.
ALTER TABLE cases_safetynote ADD CONSTRAINT safety_note_is_closed CHECK (
    substring(said FROM 1 FOR 3) = 'v1|'::bytea AND substring(threat_index FROM 1 FOR 3) = 'v1|'::bytea);
ALTER TABLE cases_representative ADD CONSTRAINT representative_is_closed CHECK (
    substring(said FROM 1 FOR 3) = 'v1|'::bytea);

-- No case leaves clarification without a safety note, and nobody who is or may be a child without somebody who speaks
-- for them. Whoever moves a case sees what stands in it.
CREATE FUNCTION cases_leaves_safely() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM public.cases_safetynote WHERE case_id = NEW.id) THEN
        RAISE EXCEPTION 'the case has no safety note' USING ERRCODE = 'check_violation';
    ELSIF EXISTS (SELECT FROM public.cases_victim WHERE id = NEW.victim_id AND age_band IN ('under_15', '15_17', 'unknown'))
            AND NOT EXISTS (SELECT FROM public.cases_representative WHERE case_id = NEW.id AND ended_at IS NULL) THEN
        RAISE EXCEPTION 'nobody speaks for the person of the case' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER leaves_safely BEFORE UPDATE OF status ON cases_case FOR EACH ROW
    WHEN (OLD.status = 'in_clarification' AND NEW.status <> 'in_clarification') EXECUTE FUNCTION cases_leaves_safely();
"""
BACKWARDS = """
DROP TRIGGER leaves_safely ON cases_case;
DROP FUNCTION cases_leaves_safely();
ALTER TABLE cases_representative DROP CONSTRAINT representative_is_closed;
ALTER TABLE cases_safetynote DROP CONSTRAINT safety_note_is_closed;
ALTER TABLE cases_representative DROP CONSTRAINT representative_follows_its_case;
ALTER TABLE cases_safetynote DROP CONSTRAINT safety_note_follows_its_case;
DROP TRIGGER carries_case ON cases_representative;
DROP TRIGGER carries_case ON cases_safetynote;
DROP TRIGGER ended_once ON cases_representative;
DROP TRIGGER recorded_once ON cases_representative;
DROP TRIGGER append_only ON cases_representative;
DROP TRIGGER written_once ON cases_safetynote;
DROP TRIGGER append_only ON cases_safetynote;
"""
AGREED = """
SELECT c.id, c.safe_contact, coalesce(c.caseworker_id, (SELECT min(logged_by_id) FROM cases_inquiry WHERE case_id = c.id))
FROM cases_case c WHERE c.safe_contact <> '' ORDER BY c.id
"""


def close_what_was_agreed(apps, editor):
    """What was agreed of safe contact stood in clear on the case; it becomes the case's first safety note."""
    notes = apps.get_model("cases", "SafetyNote").objects.using(editor.connection.alias)
    with seeing(editor) as cursor:
        cursor.execute(AGREED)
        for case_id, agreed, writer in cursor.fetchall():
            note = notes.model(case_id=case_id, number=1, said={"threat": "", "when": agreed}, written_by_id=writer)
            note.threat_digits = ""
            note.save(using=editor.connection.alias, force_insert=True)
        cursor.execute("SELECT count(*) FROM cases_case WHERE safe_contact <> ''")
        if notes.count() != cursor.fetchone()[0]:
            raise RuntimeError("not every agreement on safe contact became a safety note")


class Migration(migrations.Migration):
    """What keeps somebody safe, and who speaks for a child, in tables whose values PostgreSQL cannot read."""

    dependencies = [
        ("cases", "0011_hotline_and_operations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Representative",
            fields=[
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("personal", "Personal representative"),
                            ("custodian", "Holder of custody"),
                            ("municipality", "Caseworker of the municipality"),
                            ("other", "Another adult"),
                        ],
                        max_length=24,
                    ),
                ),
                ("said", cmm.crypto.fields.EncryptedField(purpose="identity", row="pk")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="representatives", to="cases.case"
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at", "pk"],
                "indexes": [models.Index(fields=["case", "recorded_at"], name="representative_by_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["personal", "custodian", "municipality", "other"])),
                        name="representative_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="representative_is_ended_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SafetyNote",
            fields=[
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("no_threat", models.BooleanField(default=False)),
                ("said", cmm.crypto.fields.EncryptedField(null=True, purpose="identity", row="pk")),
                ("threat_index", cmm.crypto.fields.BlindIndexField(null=True, of="threat_digits")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="safety_notes", to="cases.case"
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
                "ordering": ["-number"],
                "indexes": [models.Index(fields=["threat_index"], name="safety_note_by_phone")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="safety_note_numbered_within_its_case"),
                    models.CheckConstraint(
                        condition=models.Q(("no_threat", True), ("said__isnull", False), _connector="OR"),
                        name="safety_note_says_something",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.RunPython(close_what_was_agreed, migrations.RunPython.noop),
        migrations.RemoveField("case", "safe_contact"),
    ]
