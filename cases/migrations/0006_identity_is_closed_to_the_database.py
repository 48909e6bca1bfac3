import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import cmm.crypto.fields

FOLLOWS = """
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON cases_identity
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE cases_identity ADD CONSTRAINT identity_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
ALTER TABLE cases_identity ADD CONSTRAINT identity_of_the_victim_of_its_case
    FOREIGN KEY (case_id, victim_id) REFERENCES cases_case (id, victim_id);
"""
FOLLOWS_NOT = """
ALTER TABLE cases_identity DROP CONSTRAINT identity_of_the_victim_of_its_case;
ALTER TABLE cases_identity DROP CONSTRAINT identity_follows_its_case;
DROP TRIGGER carries_case ON cases_identity;
"""
# Whatever writes here, and however: nothing stands in these columns that was not closed first.
CLOSED = """
ALTER TABLE cases_identity ADD CONSTRAINT identity_is_closed CHECK (
    substring(names FROM 1 FOR 3) = 'v1|'::bytea AND substring(numbers FROM 1 FOR 3) = 'v1|'::bytea
    AND substring(contact FROM 1 FOR 3) = 'v1|'::bytea AND substring(number_index FROM 1 FOR 3) = 'v1|'::bytea);
"""


class Migration(migrations.Migration):
    """Who somebody is, in a table of its own whose values PostgreSQL cannot read."""

    dependencies = [
        ("accounts", "0002_sessions_and_the_policy_table_as_rows"),
        ("cases", "0005_rows_carry_their_case"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Identity",
            fields=[
                ("case_organisation", models.BigIntegerField(db_default=0, editable=False)),
                ("case_protection", models.CharField(db_default="", editable=False, max_length=12)),
                ("case_authority", models.CharField(db_default="", editable=False, max_length=10)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("names", cmm.crypto.fields.EncryptedField(null=True, purpose="identity", row="pk")),
                ("numbers", cmm.crypto.fields.EncryptedField(null=True, purpose="identity", row="pk")),
                ("contact", cmm.crypto.fields.EncryptedField(null=True, purpose="identity", row="pk")),
                ("number_index", cmm.crypto.fields.BlindIndexField(null=True, of="cpr")),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name_plural": "identities",
            },
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(fields=("id", "victim"), name="case_and_its_victim"),
        ),
        migrations.AddField(
            model_name="identity",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
        ),
        migrations.AddField(
            model_name="identity",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="identity",
            name="victim",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.victim"),
        ),
        migrations.AddIndex(
            model_name="identity",
            index=models.Index(fields=["number_index"], name="identity_by_number"),
        ),
        migrations.AddConstraint(
            model_name="identity",
            constraint=models.UniqueConstraint(
                fields=("victim",),
                name="identity_once_a_person",
                violation_error_code="identity_recorded",
                violation_error_message="The person’s identity is already recorded, here or in another case. Nothing was stored.",
            ),
        ),
        migrations.RunSQL(FOLLOWS, FOLLOWS_NOT),
        migrations.RunSQL(CLOSED, "ALTER TABLE cases_identity DROP CONSTRAINT identity_is_closed"),
    ]
