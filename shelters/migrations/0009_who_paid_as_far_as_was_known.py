import csv
from datetime import date
from pathlib import Path

from django.db import migrations

SOURCE = Path(__file__).resolve().parents[1] / "payer_rules.csv"


def load(apps, schema_editor):
    """Every rule of the file stands, with its source and whether somebody has confirmed it."""
    using = schema_editor.connection.alias
    codes = {(code.list, code.code): code for code in apps.get_model("cases", "Code").objects.using(using).iterator()}
    rules = apps.get_model("shelters", "PayerRule").objects.using(using)
    with SOURCE.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source, delimiter=";"):
            for name in ("accommodation_type", "residence_basis"):
                row[name] = codes[name, row[name]] if row[name] else None
            for name in ("permitted", "confirmed"):
                row[name] = row[name] == "1"
            for name in ("valid_from", "valid_to"):
                row[name] = date.fromisoformat(row[name]) if row[name] else None
            rules.create(**row)


class Migration(migrations.Migration):
    """Who paid and pays for places, as far as it was known when the register began. Coordinators keep it from here."""

    dependencies = [("shelters", "0008_who_pays_is_proposed"), ("cases", "0021_referrals")]
    # Going back leaves the rules to the migration that takes their table away.
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
