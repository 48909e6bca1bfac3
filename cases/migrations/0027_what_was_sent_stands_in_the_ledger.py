import csv
from pathlib import Path

from django.db import migrations

from cmm.core.migrating import touching

SOURCE = Path(__file__).resolve().parents[1] / "code_lists.csv"
COPY = """
INSERT INTO cases_disclosure (case_id, number, way, receiver, receiver_name, told, basis, basis_note, consented_on,
    consented_by, consented_how, consented_to, told_on, told_by_id, recorded_at, referral_id)
SELECT case_id, row_number() OVER (PARTITION BY case_id ORDER BY number), 'referral', receiver, receiver_name, told,
    basis, basis_note, consented_on, consented_by, consented_how, consented_to, sent_on, sent_by_id, recorded_at, id
FROM cases_referral
"""


def load(apps, schema_editor):
    """The new list; whatever stands there already stays as it is."""
    codes = apps.get_model("cases", "Code").objects.using(schema_editor.connection.alias)
    with SOURCE.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            if row["list"] == "support_theme":
                codes.get_or_create(list=row.pop("list"), code=row.pop("code"), defaults=row)


class Migration(migrations.Migration):
    """What was sent before there was a ledger is entered in it, and the themes of a support plan are a code list."""

    dependencies = [("cases", "0026_disclosures")]
    operations = [
        touching(COPY, every="cases_referral"),
        # Going back leaves the entries: rows may already point at them.
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
