import uuid

from django.db import migrations, models

import cmm.crypto.fields
from cmm.core.migrating import seeing

MODELS = ("Placement", "PlacementRequest")
# Whatever writes here, and however: nothing stands in these columns that was not closed first.
CLOSED = "".join(
    f"""
ALTER TABLE shelters_{table} ADD CONSTRAINT {table}_sheet_is_closed CHECK (
    sheet IS NOT NULL AND substring(sheet FROM 1 FOR 3) = 'v1|'::bytea);
"""
    for table in ("placement", "placementrequest")
)


def close_what_was_told(apps, editor):
    """Names used and needs stood in clear beside the stay; they go into the row's own sheet."""
    alias = editor.connection.alias
    with seeing(editor):
        for name in MODELS:
            for row in apps.get_model("shelters", name).objects.using(alias).order_by("pk"):
                row.sheet_id = uuid.uuid4()
                row.sheet = {"known_as": row.known_as, "needs": row.needs}
                row.save(using=alias, update_fields=["sheet_id", "sheet"])


def sheet(model: str) -> list[migrations.AddField]:
    return [
        migrations.AddField(model, "sheet_id", models.UUIDField(default=uuid.uuid4, editable=False)),
        migrations.AddField(
            model, "sheet", cmm.crypto.fields.EncryptedField(null=True, purpose="identity", row="sheet_id")
        ),
    ]


class Migration(migrations.Migration):
    """The resident's sheet is closed to the database. One way: nothing opens it for everybody again."""

    dependencies = [("shelters", "0004_rows_carry_case_and_house")]
    operations = [
        *sheet("placement"),
        *sheet("placementrequest"),
        migrations.RunPython(close_what_was_told),
        *(migrations.RemoveField(model, field) for model in MODELS for field in ("known_as", "needs")),
        migrations.RunSQL(CLOSED),
    ]
